"""The newsroom's pictures: what is derived of each, how it is done, where it is kept. Each room stands alone."""
