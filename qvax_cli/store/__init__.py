"""All SQL of qvax: one module per table or two, the statements standing in the functions that run them."""
