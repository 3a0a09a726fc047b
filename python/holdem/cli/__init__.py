"""One module a command: python -m holdem.cli.train_blueprint and its sisters."""
