"""Opens the window: `python main.py [PROJECT]`."""

from ui.app import main

if __name__ == "__main__":
    raise SystemExit(main())
