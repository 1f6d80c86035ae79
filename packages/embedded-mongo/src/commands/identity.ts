/** The MongoDB whose behaviour and wire protocol this server follows. */
export const VERSION = '7.0.0';
/** Drivers offer sessions and transactions only on a replica set: this is one, of one member. */
export const SET_NAME = 'linggong';
