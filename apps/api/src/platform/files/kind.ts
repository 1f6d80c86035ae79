import type { Types } from 'mongoose';
import type { Viewer } from '../http/env.ts';
import type { ImageRules } from './image/rules.ts';

/** What files of one kind are to the feature whose they are: who may send one, and who may see it. */
export type FileKind = {
  /** Throws unless they may; asked before anything is taken in. */
  mayPut: (viewer: Viewer) => Promise<void> | void;
  /** Throws unless they may see what belongs to this owner, a record of the feature; asked at every reading. */
  mayRead: (viewer: Viewer, ownerId: Types.ObjectId) => Promise<void>;
  /** Where pictures of this kind are kept otherwise than usual. */
  image?: Partial<Pick<ImageRules, 'edge' | 'quality'>>;
};
/** All kinds there are, by name. */
export type FileKinds = Record<string, FileKind>;
