"""One module for each command or pair of kin. `commands()` builds them in the language in use."""
