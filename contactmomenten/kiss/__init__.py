"""The endpoints of KISS, for its frontend and its management information; to the letter.

Written after what KISS itself does. The code names its parts as sections of the KISS contract:

1. storing a contactmoment, 2. showing one, 3. the report, 4. the questions asked most, 5. who may
call, 6. what KISS does wrong and the register does not, 7. the database of KISS.

For who calls them docs/kiss.md describes the same. The package depends on the rules of the register
and nothing depends on it: it can be deleted whole one day.
"""
