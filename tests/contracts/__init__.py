"""What every backend of a kind must do, whatever it is: suites to inherit from."""
