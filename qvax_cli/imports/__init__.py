"""The import: what a row goes through, from the bytes of a file to a person on the list.

1. `source` finds the bytes: a CSV file, a pipe (kept in a file without a name), or a sheet of a workbook, which
   `workbook` writes out as the CSV that one would export from it. So there is one way of reading.
2. `encoding` makes them text; `header` finds the line that names the columns, the separator and each column's place.
3. `rows` gives row after row with its line, its cells, and its values in the order of `registrations.COLUMNS`.
4. `registrations.Checker` makes a Registration of the values, or says all that is wrong. `nobody` knows the rows that
   never were a person. What is wrong goes into the report and, as it stood, into the file of `rejects`.
5. `portions` takes 500 rows at a time through 3 and 4 and packs those that are right (`packing`: a line of text each,
   which no other module looks into). For a long file this is done by another process (`read_ahead`).
6. `repeated` holds the rows of people who come again until the end, where the last row of each is left.
7. `batches` arranges the lines and cuts them into batches, one transaction each; `plan` compares a batch with the list
   and writes what differs.

`run` is the way in: `look` opens the lists, `run` imports them and returns the Outcome.
"""
