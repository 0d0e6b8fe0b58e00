"""Where readings differ, and what is decided about it.

```
positions   the places where readers meet, how they differ, what has been decided   positions()
queue       the positions as a list to be worked through                            next_open()
deciding    what an adjudicator can do, as commands                                 Decide
profile     where one reader differs from gold                                      profile()
report      every dispute, how it was settled, by whom, when and why                report()
```
"""
