"""The benchmark: our builds beside Material's and Hugo's, on the same made-up posts."""
