/** What is said of a form before anything in it was looked at. */
export const forms = {
  unreadable: '发来的表格读不出来，什么也没有改。回到那一页，刷新以后再发一次。',
};
