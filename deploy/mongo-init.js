// Run by mongosh, see compose.yaml: the replica set, and one user who may read and write the product's database.
const { readFileSync } = require('node:fs');
const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();

db.getSiblingDB('admin').auth('root', secret('mongo_root_password'));
try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
}
const until = Date.now() + 60_000;
while (!db.hello().isWritablePrimary) {
  if (Date.now() > until) throw new Error('The replica set has no primary after a minute.');
  sleep(200);
}

const { username, password, pathname } = new URL(secret('mongodb_url'));
const own = db.getSiblingDB(pathname.slice(1));
const user = { pwd: decodeURIComponent(password), roles: ['readWrite'] };
if (own.getUser(username)) own.updateUser(username, user);
else own.createUser({ user: username, ...user });
