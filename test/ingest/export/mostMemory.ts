/**
 * Source of an expression: the most memory that its process held, in MB. What the system counts for a child begins with what its
 * parent held (getrusage(2), `ru_maxrss` after execve), and the process of the tests is a large one: Linux keeps the mark of the
 * process itself as well.
 */
export const MOST_MEMORY = `((fs) =>
  fs.existsSync('/proc/self/status')
    ? Number(/VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1])
    : process.resourceUsage().maxRSS)(process.getBuiltinModule('node:fs')) / 1024`;
