"""Steps that make what the app serves: run by ``make``, not by the app."""
