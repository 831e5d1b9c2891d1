"""The endpoints of KISS, for its frontend and its management information; to the letter.

Written after the KISS contract, whose sections the code names. The package depends on the rules of
the register and nothing depends on it: it can be deleted whole one day.
"""
