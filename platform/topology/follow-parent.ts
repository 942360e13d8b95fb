// Loaded first into a child process: when the parent is gone, so is the channel to it, and the child ends.
process.on('disconnect', () => process.exit(0))
