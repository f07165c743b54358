export default { test: { include: ['contract-suite.ts'] } };
