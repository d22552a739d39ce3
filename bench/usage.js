/* eslint-disable @typescript-eslint/no-require-imports */
/** Loaded before a command: writes the processor time and the peak memory of its process to the file that `USAGE` names. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('fs').writeFileSync(process.env.USAGE, JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
});
