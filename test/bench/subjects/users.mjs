// Prints IDs of generated users as JSON.
import { createMock, DOCUMENTED_USER_ID } from '../../../dist/index.js';

const count = Number(process.argv[2]);
const users = await createMock({ users: count }).users(count + 1);
console.log(JSON.stringify(users.filter((userId) => userId !== DOCUMENTED_USER_ID)));
