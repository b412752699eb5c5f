"""The ``values`` methods: read, write, append and clear the values of ranges."""
