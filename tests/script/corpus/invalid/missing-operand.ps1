$total = 5 +
# the end
