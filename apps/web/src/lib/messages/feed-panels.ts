export { feedPanelWords } from './zh-CN/feed-panels.ts';
