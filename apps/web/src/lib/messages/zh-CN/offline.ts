/** What pages say that are shown without a connection. */
export const offline = {
  trying: '连上以后这一页自己会打开，不用一直点。',
  mine: '“我的活”里的时间、地方、电话，没网也能看。',
  toMine: '看我的活',
  kept: {
    lost: (at: string) => `没连上网。下面是截至 ${at} 的，连上会自己换成新的。`,
    slow: (at: string) => `网慢，新的还在路上。先看截至 ${at} 的，到了会自己换上。`,
    retry: '再试一次',
  },
  unsent: {
    /** Surely not sent. */
    no: {
      mark: '未发出',
      title: '没发出去',
      take: '手机没连上网，报名没发出去，名额还没占上。',
      withdraw: '手机没连上网，退的这一下没发出去，活还在你名下。',
      agree: '手机没连上网，你的回话没发出去。',
      signOut: '手机没连上网，还没退出。你的活已经从这台手机上拿掉了，一连上网就退，先别把手机给别人。',
      form: '手机没连上网，刚才填的没发出去。',
      file: '手机没连上网，文件没发出去。回到刚才那一页再选一次。',
    },
    /** It may have arrived, and only the answer is lost. */
    unknown: {
      mark: '不知道发出没有',
      title: '没收到回音',
      take: '网断了，不知道报名发出去没有。再发一次，发两次也只算一次。',
      withdraw: '网断了，不知道退成没有。再发一次，发两次也只算一次。',
      agree: '网断了，不知道你的回话发出去没有。再发一次，发两次也只算一次。',
      signOut: '网断了，不知道退出没有。你的活已经从这台手机上拿掉了，一连上网就再退一次。',
      form: '网断了，不知道刚才填的发出去没有。回去看看，没有再发一次。',
      file: '网断了，不知道文件发出去没有。回到刚才那一页看看。',
    },
    kept: '选的和填的都在这一页留着，先别关。',
    reachable: '连上了，可以再发一次。',
    again: '再发一次',
    /** A sign-out that did not get through. */
    stillIn: '还没退出',
    leave: '再退一次',
    back: '回到刚才那一页',
  },
};
