"""The second-dose list as files: for a spreadsheet or another program (CSV), for registers (FHIR)."""
