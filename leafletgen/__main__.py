"""``python -m leafletgen`` does what the command does."""

from leafletgen.cli.main import run

if __name__ == "__main__":
    run()
