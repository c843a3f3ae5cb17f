"""Benchmarks: Warraq beside other generators and beside the machine's own floor, in one run.

Knows Warraq only as a command, as it knows its peers.
"""
