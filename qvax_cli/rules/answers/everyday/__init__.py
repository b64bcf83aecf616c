"""What else people write beside a yes or a no, day by day; by blocks, one page a language.

As the other pages of the book: folded, and an apostrophe is a space. Where somebody is or what they have says nothing
by itself; it counts beside a no, and keeps a yes for a person.
"""

from qvax_cli.rules.answers.everyday import dutch, english, french, german

PAGES = (french.PHRASES, dutch.PHRASES, german.PHRASES, english.PHRASES)
