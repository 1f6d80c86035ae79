// biome-ignore-all format: made by `npm run words` from zh-CN, which says what there is; never edited.

/** Put in as it is. */
type Text = string | number;
/** Chooses among forms by its name. */
type Choice = string | boolean | null;

export type Words = {
  about: {
    footer: string;
    station: string;
    runBy: (values: { operator: Text }) => string;
    texts: {
      terms: string;
      privacy: string;
    };
    version: (values: { version: Text }) => string;
    consent: {
      before: string;
      and: string;
      note: string;
      missing: string;
    };
    agree: {
      title: string;
      lead: string;
      go: string;
      leave: string;
      leaveNote: string;
    };
  };
  alerts: {
    title: string;
    lead: string;
    paces: {
      at_once: string;
      digest: string;
    };
    pace: string;
    paused: string;
    pause: string;
    resume: string;
    see: string;
    remove: string;
    removed: (values: { name: Text }) => string;
    restore: string;
    restored: string;
    until: (values: { day: Text }) => string;
    ended: string;
    settings: string;
    empty: {
      title: string;
      rest: string;
      go: string;
    };
  };
  calendar: {
    product: string;
    number: string;
    asked: (values: { title: Text }) => string;
    off: (values: { title: Text }) => string;
  };
  closed: {
    mark: string;
    title: string;
    rest: string;
    toFeed: string;
  };
  closing: {
    title: string;
    lead: string;
    blocked: string;
    blocks: {
      working: string;
      open_gigs: string;
      people_coming: string;
    };
    ends: string;
    number: (values: { number: Text }) => string;
    goes: string;
    goesList: readonly [string, string, string, string];
    stays: string;
    staysList: readonly [string, string];
    free: string;
    phone: string;
    phoneHelp: (values: { masked: Text }) => string;
    go: string;
    keep: string;
  };
  common: {
    siteName: string;
    skip: string;
    signIn: string;
    back: string;
    save: string;
    saved: string;
    sending: string;
    cancel: string;
    nav: {
      label: string;
      roles: string;
      bottom: string;
      find: string;
      my: string;
      inbox: string;
      me: string;
      employer: string;
      hire: string;
      desk: string;
    };
    unread: (values: { count: Text }) => string;
    shell: {
      employer: string;
      desk: string;
      toWorker: string;
    };
    title: (values: { page: Text }) => string;
    language: string;
    languages: string;
  };
  crews: {
    title: string;
    lead: string;
    name: string;
    make: string;
    pickUp: string;
    pickUpHelp: string;
    save: string;
    members: (values: { count: Text }) => string;
    invite: string;
    byGrant: string;
    addThem: string;
    own: string;
    proxy: string;
    free: string;
    leader: string;
    takeOut: string;
    of: string;
    leave: string;
    ledBy: (values: { name: Text; count: Text }) => string;
    booked: string;
    none: string;
    short: (values: { short: Text; atLeast: Text; until: Text }) => string;
    until: (values: { until: Text }) => string;
    replace: string;
    out: string;
    in: string;
    withdraw: string;
    people: (values: { count: Text }) => string;
    join: {
      title: string;
      ask: (values: { leader: Text; name: Text; count: Text }) => string;
      means: string;
      asks: (values: { name: Text }) => string;
      go: string;
      done: string;
    };
    take: {
      title: string;
      who: string;
      stays: string;
      goes: string;
      go: string;
      goRest: (values: { count: Text }) => string;
      cannot: string;
      wait: (values: { count: Text }) => string;
      waits: (values: { count: Text }) => string;
      first: string;
      noCrew: string;
    };
  };
  dates: {
    monthDay: (values: { month: Text; day: Text }) => string;
    weekdays: readonly [string, string, string, string, string, string, string];
    day: (values: { monthDay: Text; weekday: Text }) => string;
    yearDay: (values: { year: Text; day: Text }) => string;
    at: (values: { date: Text; time: Text }) => string;
    hours: (values: { from: Text; to: Text }) => string;
    nextDay: (values: { time: Text }) => string;
    span: (values: { day: Text; hours: Text }) => string;
    daily: (values: { from: Text; to: Text; count: Text; hours: Text }) => string;
    several: (values: { count: Text; first: Text }) => string;
  };
  desk: {
    nav: {
      queue: string;
      queueCount: (values: { total: Text }) => string;
      public: string;
      employers: string;
      imports: string;
      grants: string;
    };
    showings: {
      title: string;
      link: string;
      lead: string;
      none: string;
      noneBody: string;
      saw: string;
      thatDay: (values: { count: Text }) => string;
      more: string;
    };
    title: string;
    count: (values: { total: number }) => string;
    overdue: (values: { count: Text }) => string;
    officeIn: (values: { office: Text; region: Text }) => string;
    leftMinutes: (values: { minutes: Text }) => string;
    leftHours: (values: { hours: Text; minutes: Text }) => string;
    lateMinutes: (values: { minutes: Text }) => string;
    lateHours: (values: { hours: Text; minutes: Text }) => string;
    leftDays: (values: { day: Text }) => string;
    lateDays: (values: { days: Text }) => string;
    waited: {
      now: string;
      minutes: (values: { minutes: Text }) => string;
      hours: (values: { hours: Text }) => string;
      days: (values: { days: Text }) => string;
    };
    ordered: string;
    flagged: {
      blocks: (values: { count: Text }) => string;
      asks: (values: { count: Text }) => string;
      none: string;
    };
    claimedBy: (values: { name: Text }) => string;
    decidedBy: (values: { name: Text; what: Text }) => string;
    waitsAgain: string;
    verification: {
      verified: string;
      expired: string;
      none: string;
    };
    forwarded: (values: { source: Text }) => string;
    filter: {
      thisImport: string;
      clear: string;
    };
    empty: {
      title: string;
      body: string;
      importBody: string;
    };
    pick: string;
    back: string;
    margin: string;
    noFlags: string;
    level: {
      block: string;
      ask: string;
    };
    use: string;
    used: string;
    rows: {
      trade: string;
      title: string;
      description: string;
      shifts: string;
      together: string;
      hoursText: string;
      place: string;
      landmark: string;
      point: string;
      altitude: string;
      pay: string;
      payText: string;
      settlement: string;
      included: string;
      load: string;
      hazards: string;
      conditions: string;
      age: string;
      mode: string;
      validUntil: string;
      employer: string;
      source: string;
    };
    notSaid: string;
    kg: (values: { kg: Text }) => string;
    people: (values: { n: Text; unit: Text }) => string;
    peopleUnknown: string;
    person: string;
    singly: string;
    together: string;
    sex: {
      male: string;
      female: string;
    };
    changes: {
      title: string;
      sinceRead: string;
      was: string;
      notSaid: string;
      bound: (values: { people: Text }) => string;
    };
    modes: {
      instant: string;
      choose: string;
    };
    no: (values: { what: Text }) => string;
    sourceLink: string;
    decide: {
      title: string;
      approve: string;
      return: string;
      refuse: string;
      reason: string;
      reasonHelp: string;
      article: string;
      articleHelp: string;
      send: {
        approve: string;
        return: string;
        refuse: string;
      };
      sending: string;
      sendKey: string;
      cancel: string;
      sureApprove: (values: { flags: Text }) => string;
      reasonMissing: string;
      notSent: string;
      opening: string;
      blocked: string;
      gone: string;
      isNow: {
        published: string;
        full: string;
        returned: string;
        refused: string;
        withdrawn: string;
        closed: string;
        expired: string;
        draft: string;
      };
      held: (values: { name: Text; decision: Choice }) => string;
      seeAgain: string;
      taken: (values: { name: Text }) => string;
      changed: string;
      setBack: {
        changed: string;
        blocked: string;
        over: string;
        flags: string;
        role: string;
        suspended: string;
      };
    };
    undo: {
      title: string;
      says: {
        approve: string;
        return: string;
        refuse: string;
      };
      takesDown: string;
      restores: string;
      left: (values: { seconds: Text }) => string;
      within: (values: { seconds: Text }) => string;
      undo: string;
      failed: string;
      open: (values: { number: Text }) => string;
      lost: string;
      tooLateBody: string;
    };
    complete: {
      title: string;
      body: string;
      headcount: string;
      headcountShift: (values: { n: Text }) => string;
      amount: string;
      unit: string;
      send: string;
    };
    keys: {
      button: string;
      title: string;
      list: readonly [readonly [string, string], readonly [string, string], readonly [string, string], readonly [string, string], readonly [string, string], readonly [string, string], readonly [string, string], readonly [string, string], readonly [string, string], readonly [string, string]];
      close: string;
      on: string;
      hint: string;
      offline: string;
    };
    public: {
      title: string;
      search: string;
      find: string;
      show: {
        public: string;
        down: string;
      };
      none: {
        title: string;
        body: string;
      };
      noneDown: {
        title: string;
        body: string;
      };
      all: string;
      more: string;
      since: (values: { when: Text }) => string;
      downSince: (values: { when: Text }) => string;
      bookedConfirmed: (values: { count: Text }) => string;
      bookedRequested: (values: { count: Text }) => string;
      bookedNone: string;
      full: string;
      begun: string;
      closed: string;
      expired: string;
      setBack: string;
      returned: string;
      refused: string;
      down: {
        title: string;
        why: string;
        reasons: {
          fees: string;
          untrue: string;
          pay: string;
          unsafe: string;
          twice: string;
          asked: string;
          other: string;
        };
        both: (values: { reason: Text; more: Text }) => string;
        words: string;
        wordsHelp: string;
        kind: string;
        kinds: {
          refuse: string;
          return: string;
        };
        begun: string;
        unseen: string;
        holders: (values: { people: Text }) => string;
        send: string;
        missing: string;
      };
      back: {
        title: string;
        body: string;
        why: (values: { reason: Text }) => string;
        send: string;
        sure: (values: { flags: Text }) => string;
        sendSure: string;
        blocked: string;
        over: string;
      };
      elsewhere: string;
      backToList: string;
    };
    employers: {
      noRegion: string;
      title: string;
      search: string;
      find: string;
      states: {
        all: string;
        none: string;
        expired: string;
        verified: string;
      };
      kinds: {
        household: string;
        business: string;
        public_body: string;
        agency: string;
      };
      none: {
        title: string;
        body: string;
      };
      more: string;
      since: (values: { day: Text }) => string;
      until: (values: { day: Text }) => string;
      endedOn: (values: { day: Text }) => string;
      never: string;
      creditCode: string;
      noCode: string;
      phone: string;
      noPhone: string;
      kind: string;
      region: string;
      registered: string;
      checksMissing: string;
      verify: string;
      verifyHelp: string;
      checks: {
        business_licence: string;
        identity_card: string;
        hr_licence: string;
        approval_document: string;
        site_visit: string;
        authorisation: string;
      };
      note: string;
      send: string;
      verified: string;
      history: string;
      historyNone: string;
      byAt: (values: { who: Text; when: Text }) => string;
      suspend: string;
      suspendHelp: string;
      suspendedNow: string;
      lift: string;
      liftHelp: string;
      liftedNow: string;
      reason: string;
      reasonHelp: string;
      lastDay: string;
      lastDayHelp: string;
      why: (values: { reason: Text }) => string;
      to: (values: { day: Text }) => string;
      record: string;
      recordNone: string;
      watched: (values: { day: Text }) => string;
      acts: {
        reported: string;
        returned: string;
        refused: string;
        taken_down: string;
        suspended: string;
        lifted: string;
      };
      ofReport: (values: { kind: Text }) => string;
      suspended: (values: { office: Text; when: Text; last: Text }) => string;
      suspendedOpen: (values: { office: Text; when: Text }) => string;
    };
    wrote: (values: { words: Text; advice: Text }) => string;
  };
  employer: {
    title: string;
    nav: {
      gigs: string;
      post: string;
    };
    summary: {
      none: string;
      open: (values: { count: Text }) => string;
      places: (values: { count: number }) => string;
      whole: (values: { parts: Text }) => string;
    };
    post: string;
    start: {
      title: string;
      body: string;
      who: string;
      blank: string;
      past: string;
      use: string;
    };
    toDrafts: string;
    groups: {
      returned: string;
      waiting: string;
      draft: string;
      open: string;
      past: string;
    };
    more: string;
    none: {
      title: string;
      body: string;
    };
    due: (values: { day: Text; clock: Text }) => string;
    overdue: (values: { day: Text; clock: Text }) => string;
    submittedAt: (values: { time: Text }) => string;
    savedAt: (values: { time: Text }) => string;
    states: {
      draft: string;
      in_review: string;
      returned: string;
      refused: string;
      published: string;
      full: string;
      begun: string;
      closed: string;
      expired: string;
      withdrawn: string;
    };
    untitled: string;
    places: (values: { open: number; headcount: Text; unit: Text }) => string;
    placesUnknown: string;
    requests: (values: { count: Text }) => string;
    confirmed: (values: { count: Text }) => string;
    reason: string;
    refusedReason: string;
    takenDown: string;
    takenDownReason: string;
    by: (values: { article: Text }) => string;
    edit: string;
    fix: string;
    change: string;
    copy: string;
    register: {
      title: string;
      body: string;
      another: string;
      kind: string;
      kinds: {
        household: string;
        business: string;
        public_body: string;
        agency: string;
      };
      kindHelp: {
        household: string;
        business: string;
        public_body: string;
        agency: string;
      };
      name: string;
      nameHelp: string;
      phoneOf: (values: { household: Choice }) => string;
      creditCode: string;
      creditCodeHelp: string;
      region: string;
      regionMissing: string;
      send: string;
    };
    contact: (values: { phone: Text }) => string;
    contactGo: string;
    suspended: (values: { office: Text; reason: Text; dated: Choice; last: Text }) => string;
    verification: {
      verified: (values: { until: Text }) => string;
      expired: string;
      none: string;
      how: string;
    };
    gig: {
      who: string;
      whoNone: string;
      whoClosed: string;
      whoWaiting: string;
      requested: string;
      confirmed: string;
      gone: string;
      notTaken: string;
      unanswered: string;
      accept: string;
      decline: string;
      deciding: string;
      age: (values: { years: Text }) => string;
      crew: string;
      crewOf: (values: { name: Text; count: Text }) => string;
      crewShort: (values: { short: Text; atLeast: Text }) => string;
      crewShortUntil: (values: { until: Text }) => string;
      crewAccept: string;
      crewDecline: string;
      crewPickUp: (values: { place: Text }) => string;
      allShifts: string;
      hidden: string;
      noted: string;
      showPhone: string;
      showPhoneOf: (values: { name: Text }) => string;
      noPhone: string;
      call: (values: { name: Text; phone: Text }) => string;
      perShift: (values: { confirmed: Text }) => string;
      perShiftOf: (values: { confirmed: Text; headcount: Text }) => string;
      bookingStates: {
        requested: string;
        confirmed: string;
        declined: string;
        withdrawn: string;
        cancelled: string;
        lapsed: string;
      };
      history: string;
      decisions: {
        approve: string;
        return: string;
        refuse: string;
      };
      auto: string;
      byOffice: string;
      publicPage: string;
      posting: string;
      close: string;
      closeAsk: string;
      closeDo: string;
      withdraw: string;
      withdrawAsk: (values: { people: Text }) => string;
      withdrawConfirmed: (values: { count: Text }) => string;
      withdrawRequested: (values: { count: Text }) => string;
      withdrawAskNobody: string;
      shiftEnds: {
        withdrawn: string;
        cancelled: string;
        declined: string;
        lapsed: string;
        barred: string;
        taken_down: string;
      };
      ended: (values: { time: Text; how: Text }) => string;
      formerName: (values: { name: Text }) => string;
      asksAgain: string;
      asAgreed: string;
      clashes: (values: { times: Text }) => string;
      dayUnit: string;
      shiftUnit: string;
      split: (values: { begun: Text; unit: Text; dates: Text }) => string;
      begun: string;
      withdrawRest: (values: { people: number }) => string;
      withdrawRestWord: string;
      withdrawDo: string;
      withdrawDoNobody: string;
      deleteShort: string;
      delete: string;
      deleteAsk: string;
      deleteDo: string;
      published: string;
      inReview: (values: { due: Text }) => string;
      inReviewUnknown: string;
      changed: string;
      closed: string;
      withdrawn: string;
    };
  };
  errors: {
    notFound: {
      title: string;
      detail: string;
      kept: string;
    };
    gone: {
      title: string;
      detail: string;
      kept: string;
    };
    inReview: {
      mark: string;
      title: string;
      detail: string;
      kept: string;
    };
    forbidden: {
      title: string;
      detail: string;
      kept: string;
    };
    badLink: {
      title: string;
      detail: string;
      kept: string;
    };
    broken: {
      title: string;
      detail: string;
      kept: string;
    };
    busy: {
      title: string;
      detail: string;
      kept: string;
    };
    offline: {
      mark: string;
      title: string;
      detail: string;
      kept: string;
    };
    lost: string;
    requestId: (values: { id: Text }) => string;
    retry: string;
    toFeed: string;
    fields: string;
  };
  feed: {
    title: string;
    description: string;
    now: string;
    gigs: string;
    today: string;
    comma: string;
    none: (values: { place: Text }) => string;
    place: {
      label: string;
      everywhere: string;
      choose: string;
    };
    filters: string;
    tradeAny: string;
    oneTrade: string;
    show: string;
    search: string;
    searchTitle: string;
    searchGo: string;
    unsearch: (values: { text: Text }) => string;
    chosen: (values: { words: Text }) => string;
    near: string;
    nearFinding: string;
    nearFailed: string;
    clear: string;
    alert: {
      save: string;
      saveAll: string;
      saved: string;
      paused: string;
      see: string;
    };
    next: string;
    first: string;
    nothingRest: string;
    empty: {
      title: string;
      rest: string;
    };
  };
  'feed-panels': {
    near: string;
    day: string;
    trade: string;
    pay: string;
    payAny: string;
    payFrom: (values: { yuan: Text }) => string;
    payShort: (values: { yuan: Text }) => string;
    payTitle: string;
    onlyPiece: string;
    more: string;
    moreTitle: string;
    onlyOpen: string;
    places: string;
    quoted: (values: { text: Text }) => string;
    wantedTitle: {
      hours: string;
      settlement: string;
      needs: string;
    };
    wanted: {
      hours: {
        '06:00-20:00': string;
        '06:00-13:30': string;
        '12:00-20:00': string;
        '18:00-08:00': string;
      };
      settlement: {
        same_day: string;
        weekly: string;
      };
      needs: {
        meals: string;
        lodging: string;
        transport: string;
        tools: string;
      };
    };
    distance: string;
    within: (values: { km: Text }) => string;
    sort: string;
    sorts: {
      newest: string;
      start: string;
      pay: string;
      distance: string;
    };
    nothing: {
      number: (values: { number: Text }) => string;
      text: (values: { text: Text }) => string;
      signs: (values: { text: Text }) => string;
    };
  };
  forms: {
    unreadable: string;
  };
  gig: {
    ask: {
      what: string;
      when: string;
      pay: string;
      included: string;
      careful: string;
      who: string;
      employer: string;
      where: string;
    };
    noDescription: string;
    load: (values: { kg: number }) => string;
    together: string;
    goPick: string;
    requestPick: string;
    pickShifts: string;
    pickRole: string;
    goRole: string;
    requestRole: string;
    shiftRole: string;
    crews: {
      ask: string;
      whole: string;
      atLeast: (values: { n: Text }) => string;
      one: string;
      go: string;
    };
    chosen: (values: { count: Text }) => string;
    chosenSum: (values: { count: Text; total: Text }) => string;
    chosenAbout: (values: { count: Text; total: Text }) => string;
    shiftDay: string;
    shiftHours: string;
    shiftPlaces: string;
    back: string;
    similar: string;
    pickOne: string;
    shiftOpen: (values: { open: Text }) => string;
    shiftFull: string;
    shiftOver: string;
    noTimes: string;
    method: {
      cash: string;
      bank: string;
      wechat: string;
      alipay: string;
    };
    paidBy: (values: { how: Text }) => string;
    noSettlement: string;
    included: {
      yes: {
        meals: string;
        lodging: string;
        transport: string;
        tools: string;
      };
      no: {
        meals: string;
        lodging: string;
        transport: string;
        tools: string;
      };
      unknown: {
        meals: string;
        lodging: string;
        transport: string;
        tools: string;
      };
    };
    notSaid: (values: { what: Text }) => string;
    hazards: {
      height: string;
      confined: string;
      electric: string;
      blasting: string;
      chemical: string;
      cold_water: string;
      traffic: string;
      machines: string;
      animals: string;
      heat: string;
      dust: string;
    };
    high: (values: { altitude: Text }) => string;
    sex: {
      male: string;
      female: string;
    };
    anyone: string;
    household: string;
    kinds: {
      household: string;
      business: string;
      public_body: string;
      agency: string;
    };
    validUntil: (values: { day: Text }) => string;
    notVerified: string;
    forwardedFrom: (values: { name: Text }) => string;
    sourceLink: string;
    senderContact: string;
    senderOffice: (values: { office: Text }) => string;
    askThem: string;
    askNote: string;
    contactLater: {
      account: string;
      phone: string;
      sender: string;
    };
    landmark: (values: { text: Text }) => string;
    openMap: string;
    webMap: string;
    noPoint: string;
    share: string;
    report: string;
    copied: string;
    copyFailed: string;
    shareText: (values: { title: Text; pay: Text }) => string;
    go: string;
    request: string;
    goChanged: string;
    goNote: string;
    goNotePhone: string;
    requestNote: string;
    signInNote: string;
    looks: string;
    arrived: string;
    notArrived: string;
    sending: string;
    requested: string;
    requestedRest: string;
    confirmed: string;
    confirmedRest: string;
    confirmedRestPhone: string;
    toMy: string;
    missed: string;
    notTaken: string;
    full: string;
    closed: string;
    inReview: string;
    begun: string;
    expired: string;
    others: string;
    fillIn: string;
    plateau: string;
    plateauGo: string;
    altitudeAbout: string;
    forPeople: string;
  };
  imports: {
    title: string;
    intro: string;
    file: string;
    fileHelp: string;
    drop: string;
    chosen: (values: { name: Text; size: Text }) => string;
    bytes: (values: { n: Text }) => string;
    source: string;
    sourceHelp: string;
    sourceContact: string;
    sourceContactHelp: string;
    upload: string;
    uploading: string;
    before: string;
    none: string;
    states: {
      reading: string;
      unread: string;
      preview: string;
      running: string;
      done: string;
      undoing: string;
      undone: string;
      failed: string;
    };
    rows: (values: { n: Text }) => string;
    brief: {
      imported: (values: { count: Text }) => string;
      undone: (values: { count: Text }) => string;
      error: (values: { count: Text }) => string;
    };
    counts: {
      new: string;
      imported: string;
      undone: string;
      kept: string;
      employers: string;
      duplicate: string;
      changed: string;
      stopped: string;
      error: string;
      flagged: string;
      hidden: string;
      blank: string;
    };
    readAs: (values: { encoding: Text }) => string;
    said: string;
    withHidden: string;
    withEnded: string;
    withEndedHelp: string;
    hiddenColumn: string;
    columns: string;
    columnsBrief: (values: { unused: number; all: Text }) => string;
    columnsHelp: string;
    column: string;
    sample: string;
    means: string;
    noHeader: (values: { n: Text }) => string;
    remap: string;
    remapped: string;
    fields: {
      externalId: string;
      rowNumber: string;
      title: string;
      trade: string;
      employerName: string;
      region: string;
      landmark: string;
      longitude: string;
      latitude: string;
      coordinates: string;
      headcount: string;
      pay: string;
      payUnit: string;
      settlement: string;
      hours: string;
      startsAt: string;
      endsAt: string;
      description: string;
      sex: string;
      age: string;
      conditions: string;
      experience: string;
      included: string;
      insurance: string;
      remarks: string;
      contact: string;
      validUntil: string;
      sourceUrl: string;
      recruiting: string;
      ignore: string;
    };
    aboutFile: string;
    counting: {
      rowNumber: (values: { name: Text }) => string;
      externalId: (values: { name: Text }) => string;
      other: (values: { name: Text }) => string;
    };
    believe: string;
    disbelieve: string;
    choiceKept: string;
    columnName: (values: { name: Text }) => string;
    columnRemarks: {
      repeated: (values: { name: Text }) => string;
      second: (values: { name: Text; used: Text; field: Text }) => string;
      unused: (values: { names: Text }) => string;
      before: (values: { names: Text }) => string;
      own: (values: { names: Text }) => string;
      noPlace: string;
      datum: string;
    };
    run: (values: { n: Text }) => string;
    runHelp: string;
    differences: {
      source: (values: { before: Text; after: Text }) => string;
      column: (values: { column: Text; before: Text; after: Text }) => string;
      count: (values: { what: Text; before: Text; after: Text }) => string;
    };
    nothing: string;
    needSource: string;
    again: string;
    failed: (values: { left: Text }) => string;
    undoFailed: string;
    undoAgain: string;
    reading: (values: { done: number; all: number }) => string;
    leaveReading: string;
    unread: string;
    sendAgain: string;
    running: (values: { done: Text; all: Text }) => string;
    undoing: (values: { undone: Text }) => string;
    look: string;
    leave: string;
    done: (values: { n: number }) => string;
    toQueue: string;
    leftOut: (values: { n: Text; preview: Choice }) => string;
    undone: (values: { kept: number; undone: Text }) => string;
    undo: string;
    undoSure: string;
    undoSend: string;
    returned: (values: { number: Text }) => string;
    returnedWhy: (values: { number: Text; reason: Text }) => string;
    stopped: {
      title: (values: { n: Text }) => string;
      help: string;
      show: string;
    };
    absent: {
      title: (values: { n: Text }) => string;
      help: (values: { file: Text }) => string;
      first: (values: { n: Text }) => string;
      states: {
        draft: string;
        in_review: string;
        returned: string;
        refused: string;
        takenDown: string;
        published: string;
        full: string;
        begun: string;
        closed: string;
        withdrawn: string;
        expired: string;
      };
      gig: (values: { number: Text }) => string;
    };
    only: {
      returned: string;
      all: string;
      error: string;
      duplicate: string;
      stopped: string;
      flagged: string;
      hidden: string;
      kept: string;
    };
    noRows: string;
    more: string;
    first: string;
    line: (values: { row: Text }) => string;
    lineOf: (values: { sheet: Text; row: Text }) => string;
    id: (values: { id: Text }) => string;
    noId: string;
    original: string;
    read: string;
    remarks: string;
    nothingToSay: string;
    outcomes: {
      new: string;
      imported: string;
      duplicate: string;
      changed: string;
      error: string;
      stopped: string;
      hidden: string;
      undone: string;
    };
    level: {
      block: string;
      ask: string;
    };
    missing: {
      block: string;
      ask: string;
      parts: {
        trade: string;
        title: string;
        work: string;
        headcount: string;
        place: string;
        pay: string;
        pay_unit: string;
        time: string;
        settlement: string;
        validity: string;
      };
    };
    notSaid: string;
    noEmployer: string;
    parts: {
      trade: string;
      pay: string;
      settlement: string;
      people: string;
      time: string;
      place: string;
      conditions: string;
      included: string;
      description: string;
      validUntil: string;
    };
    people: (values: { n: Text }) => string;
    until: (values: { day: Text }) => string;
    sex: {
      any: string;
      male: string;
      female: string;
    };
    settlements: {
      same_day: string;
      within_days: string;
      weekly: string;
      monthly: string;
      on_completion: string;
    };
    included: {
      meals: readonly [string, string];
      lodging: readonly [string, string];
      transport: readonly [string, string];
      tools: readonly [string, string];
    };
    sentence: (values: { text: Text }) => string;
  };
  inbox: {
    title: string;
    waiting: (values: { count: Text }) => string;
    allRead: string;
    unread: string;
    readAll: string;
    fresh: (values: { count: Text }) => string;
    alerts: string;
    settings: string;
    left: (values: { name: Text }) => string;
    older: string;
    newest: string;
    empty: {
      title: string;
      rest: string;
      go: string;
    };
    about: (values: { name: Text }) => string;
  };
  live: {
    asOf: (values: { time: Text }) => string;
    live: (values: { time: Text }) => string;
    connecting: (values: { time: Text }) => string;
    polling: (values: { time: Text }) => string;
    lost: (values: { time: Text }) => string;
    fresh: (values: { count: Text }) => string;
  };
  me: {
    title: string;
    change: string;
    noName: string;
    noHome: string;
    born: (values: { day: Text }) => string;
    noBirth: string;
    personLead: string;
    name: string;
    nameHelp: string;
    birthDate: string;
    birthHelp: string;
    home: string;
    plateau: string;
    plateauHelp: string;
    save: string;
    saved: string;
    theme: string;
    themes: {
      auto: string;
      light: string;
      dark: string;
    };
    type: string;
    types: {
      normal: string;
      large: string;
    };
    apply: string;
    noticesGo: string;
    noticesNote: string;
    crewGo: string;
    crewNote: string;
    alertsGo: string;
    alertsNote: string;
    employLead: string;
    employGo: string;
    shownGo: string;
    shownNote: string;
    shown: {
      title: string;
      lead: string;
      total: (values: { times: number }) => string;
      latest: (values: { times: Text }) => string;
      yours: (values: { to: Text }) => string;
      employers: (values: { to: Text; of: Text }) => string;
      report: string;
      odd: string;
    };
    devices: {
      title: string;
      lead: string;
      here: string;
      since: (values: { when: Text }) => string;
      seen: (values: { when: Text }) => string;
      end: string;
      ended: string;
      others: string;
      othersEnded: string;
      everywhere: string;
    };
    signOut: string;
    signOutNote: string;
    phoneGo: string;
    close: string;
    proxiesGo: string;
    proxiesNote: string;
    peopleGo: string;
    peopleNote: string;
  };
  my: {
    title: string;
    asked: (values: { count: Text }) => string;
    next: string;
    today: string;
    requested: string;
    confirmed: string;
    past: string;
    states: {
      requested: string;
      confirmed: string;
      declined: string;
      withdrawn: string;
      cancelled: string;
      lapsed: string;
    };
    done: string;
    running: string;
    days: (values: { count: Text }) => string;
    dayAt: {
      done: string;
      now: string;
      ahead: string;
      withdrawn: string;
      cancelled: string;
      declined: string;
      lapsed: string;
      barred: string;
      taken_down: string;
    };
    earlier: (values: { count: Text }) => string;
    noTimes: string;
    changed: {
      title: string;
      inReview: (values: { things: Text }) => string;
      elsewhere: string;
      holds: (values: { left: Choice }) => string;
      ask: string;
      yes: string;
      no: string;
    };
    agreed: string;
    clash: {
      title: string;
      told: (values: { when: Text; title: Text; where: Text }) => string;
      this: string;
      other: string;
    };
    takenDown: {
      said: string;
      rest: string;
      back: string;
      again: string;
      by: (values: { article: Text }) => string;
      calls: string;
    };
    report: string;
    call: string;
    showPhone: string;
    showPhoneNote: string;
    phoneShown: string;
    noPhone: string;
    noPhoneAfter: string;
    toCalendar: string;
    bring: string;
    see: string;
    giveBack: {
      open: string;
      openDays: string;
      which: string;
      ask: string;
      askRest: string;
      some: string;
      all: (values: { count: Text }) => string;
      yes: string;
      none: string;
      together: string;
      begun: (values: { whom: Text }) => string;
      notDone: string;
      notDoneRest: string;
      dismiss: string;
      station: string;
      phoneAbove: string;
    };
    withdrawn: string;
    daysBack: (values: { count: Text; left: Choice }) => string;
    empty: {
      title: string;
      rest: string;
      go: string;
    };
    stub: {
      title: string;
      confirmed: string;
      requested: string;
      confirmedRest: string;
      overRest: string;
      requestedRest: string;
      toMy: string;
      toFeed: string;
    };
  };
  'not-sent': {
    mark: string;
    title: string;
    rest: string;
    again: string;
    open: string;
  };
  'notice-settings': {
    title: string;
    lead: string;
    device: {
      title: string;
      needsScript: string;
      off: string;
      on: string;
      none: string;
      refused: string;
      unreachable: string;
      lost: string;
      turnOn: string;
      turnOff: string;
      working: string;
    };
    save: string;
    saved: string;
    push: string;
    pushHelp: string;
    sms: string;
    smsChoices: {
      urgent: string;
      off: string;
    };
    smsHelp: string;
    quiet: string;
    quietHelp: string;
    from: string;
    to: string;
    digest: string;
    digestHelp: string;
  };
  number: {
    title: string;
    now: (values: { masked: Text }) => string;
    lead: string;
    also: string;
    ends: string;
    ask: string;
    sent: (values: { masked: Text }) => string;
    code: string;
    codeHelp: string;
    confirm: string;
    confirmed: string;
    phone: string;
    phoneHelp: string;
    send: string;
    change: string;
    again: string;
    done: (values: { masked: Text }) => string;
    lost: string;
    lostHow: string;
    lostHowPhone: (values: { phone: Text }) => string;
    contact: {
      title: string;
      of: (values: { name: Text }) => string;
      now: (values: { phone: Text }) => string;
      none: string;
      lead: string;
      help: string;
      next: string;
      done: (values: { phone: Text }) => string;
      back: string;
    };
  };
  offline: {
    trying: string;
    mine: string;
    toMine: string;
    kept: {
      lost: (values: { at: Text }) => string;
      slow: (values: { at: Text }) => string;
      retry: string;
    };
    unsent: {
      no: {
        mark: string;
        title: string;
        take: string;
        withdraw: string;
        agree: string;
        signOut: string;
        form: string;
        file: string;
      };
      unknown: {
        mark: string;
        title: string;
        take: string;
        withdraw: string;
        agree: string;
        signOut: string;
        form: string;
        file: string;
      };
      kept: string;
      reachable: string;
      again: string;
      stillIn: string;
      leave: string;
      back: string;
    };
  };
  pay: {
    per: {
      hour: string;
      day: string;
      whole: string;
      month: string;
    };
    piece: string;
    perPiece: (values: { unit: Text }) => string;
    shared: (values: { by: number; each: Text }) => string;
    least: (values: { yuan: Text }) => string;
    settlement: {
      same_day: string;
      within_days: (values: { days: Text }) => string;
      within_some_days: string;
      weekly: string;
      monthly: string;
      on_completion: string;
    };
  };
  posting: {
    title: string;
    steps: {
      trade: {
        ask: string;
        short: string;
      };
      work: {
        ask: string;
        short: string;
      };
      time: {
        ask: string;
        short: string;
      };
      place: {
        ask: string;
        short: string;
      };
      pay: {
        ask: string;
        short: string;
      };
      settlement: {
        ask: string;
        short: string;
      };
      included: {
        ask: string;
        short: string;
      };
      risk: {
        ask: string;
        short: string;
      };
      people: {
        ask: string;
        short: string;
      };
      validity: {
        ask: string;
        short: string;
      };
      send: {
        ask: string;
        short: string;
      };
    };
    progress: (values: { step: Text; steps: Text }) => string;
    progressShort: (values: { step: Text; steps: Text }) => string;
    back: string;
    next: string;
    trade: {
      label: string;
      help: string;
      search: string;
      none: (values: { typed: Text }) => string;
      chosen: (values: { name: Text }) => string;
      recognised: (values: { name: Text }) => string;
      take: string;
    };
    work: {
      title: string;
      titleHelp: string;
      description: string;
      descriptionHelp: string;
    };
    time: {
      label: string;
      dated: string;
      words: string;
      hours: string;
      hoursHelp: string;
      moreHours: string;
      moreHoursHelp: string;
      shift: (values: { n: Text }) => string;
      day: string;
      from: string;
      to: string;
      overnight: string;
      hoursLong: (values: { hours: Text }) => string;
      headcount: string;
      role: string;
      roleHelp: string;
      roleAmount: string;
      add: string;
      removeShift: (values: { n: Text }) => string;
      repeat: string;
      repeatDays: (values: { days: Text }) => string;
      full: string;
      together: string;
      single: string;
      all: string;
    };
    place: {
      county: string;
      township: string;
      village: string;
      any: string;
      whole: string;
      search: string;
      searchHelp: string;
      nothing: string;
      unreachable: string;
      narrow: string;
      landmark: string;
      landmarkHelp: string;
      point: string;
      pointHelp: string;
      pin: string;
      pinClose: string;
      pinned: string;
      noPin: string;
      typeIt: string;
      map: {
        label: string;
        help: string;
        nearer: string;
        farther: string;
        unreachable: string;
      };
      here: string;
      locating: string;
      located: string;
      denied: string;
      notLocated: string;
      altitude: string;
      altitudeHelp: string;
      altitudeAbout: (values: { name: Text; m: Text }) => string;
      altitudeKnown: (values: { name: Text; m: Text }) => string;
    };
    pay: {
      amount: string;
      amountHelp: string;
      amountMax: string;
      amountMaxHelp: string;
      unit: string;
      units: {
        hour: string;
        day: string;
        piece: string;
        whole: string;
        month: string;
      };
      piece: {
        unit: string;
        unitHelp: string;
        sharedBy: string;
        sharedByHelp: string;
        dayMin: string;
        dayMinHelp: string;
      };
      text: string;
      textHelp: string;
      minimum: (values: { yuan: Text; doc: Text }) => string;
    };
    settlement: {
      label: string;
      choices: {
        same_day: string;
        within_days: string;
        weekly: string;
        monthly: string;
        on_completion: string;
      };
      days: string;
      method: string;
      methods: {
        cash: string;
        bank: string;
        wechat: string;
        alipay: string;
      };
      notSaid: string;
    };
    included: {
      help: string;
      kinds: {
        meals: string;
        lodging: string;
        transport: string;
        tools: string;
      };
      yes: string;
      no: string;
      notSaid: string;
    };
    risk: {
      load: string;
      loadHelp: string;
      hazards: string;
      hazardsHelp: string;
      kinds: {
        height: string;
        confined: string;
        electric: string;
        blasting: string;
        chemical: string;
        cold_water: string;
        traffic: string;
        machines: string;
        animals: string;
        heat: string;
        dust: string;
      };
    };
    people: {
      crews: string;
      crewsNo: string;
      crewsYes: string;
      crewsYesHelp: string;
      crewsOne: string;
      crewsOneHelp: string;
      crewAtLeast: string;
      crewAtLeastHelp: string;
      minAge: string;
      minAgeHelp: string;
      maxAge: string;
      maxAgeHelp: string;
      conditions: string;
      conditionsHelp: string;
      mode: string;
      instant: string;
      instantHelp: string;
      choose: string;
      chooseHelp: string;
    };
    validity: {
      label: string;
      help: string;
      suggested: (values: { dated: Choice; day: Text }) => string;
      use: string;
    };
    saved: (values: { time: Text }) => string;
    saving: string;
    unsaved: string;
    unsavedWhy: (values: { why: Text }) => string;
    savedBut: (values: { fields: Text }) => string;
    savedButDays: (values: { shifts: Text }) => string;
    wrongSome: string;
    save: string;
    submit: string;
    submitAgain: string;
    submitting: string;
    change: string;
    conflict: {
      title: string;
      body: string;
      mine: string;
      theirs: string;
    };
    kept: {
      title: string;
      body: (values: { time: Text }) => string;
      use: string;
      drop: string;
    };
    wrongNumber: string;
    wrongPeople: string;
    noHours: string;
    noDay: string;
    wrongDay: string;
    wrongClock: string;
    wrongPoint: string;
    placeOpen: string;
    changeNote: string;
    preview: string;
    previewTitle: string;
    remarks: string;
    ofEmployer: string;
    blocks: (values: { count: Text }) => string;
    asks: (values: { count: Text }) => string;
    missing: (values: { count: Text }) => string;
    missingNone: string;
    cleanVerified: string;
    cleanUnverified: string;
    asked: string;
    must: string;
    may: string;
    words: string;
    blocked: string;
  };
  proxies: {
    scopes: {
      look: string;
      book: string;
      step_back: string;
      confirm: string;
      attendance: string;
    };
    relations: {
      organiser: string;
      broker: string;
      family: string;
    };
    consent: {
      own_tap: string;
      witness: string;
      paper: string;
      code: string;
      family_book: string;
    };
    states: {
      not_yet: string;
      live: string;
      over: string;
      ended: string;
    };
    enders: {
      person: string;
      proxy: string;
      desk: string;
      role: string;
      replaced: string;
    };
    wages: string;
    witness: (values: { name: Text }) => string;
    seePaper: string;
    since: (values: { from: Text; until: Text }) => string;
    recorded: (values: { name: Text; when: Text }) => string;
    recordedAt: (values: { office: Text; name: Text; when: Text }) => string;
    people: {
      title: string;
      lead: (values: { people: Text }) => string;
      free: string;
      waits: string;
      answer: string;
      at: (values: { when: Text; title: Text }) => string;
      more: (values: { count: Text }) => string;
      findWork: string;
      print: string;
      none: string;
      noneRest: string;
      until: (values: { until: Text }) => string;
      noLook: string;
      noAccount: string;
      groups: {
        answer: (values: { count: Text }) => string;
        busy: (values: { count: Text }) => string;
        free: (values: { count: Text }) => string;
      };
    };
    person: {
      title: (values: { name: Text }) => string;
      back: string;
      now: string;
      before: string;
      none: string;
      stepBack: string;
      withdrawn: string;
      changed: string;
      agree: string;
      agreed: string;
      whom: string;
      how: string;
      hows: {
        in_person: string;
        phone: string;
        family: string;
      };
      by: (values: { name: Text; relation: Text }) => string;
      asked: (values: { whom: Text; how: Text; when: Text }) => string;
      mayDo: string;
      stop: string;
      states: {
        requested: string;
        confirmed: string;
        declined: string;
        withdrawn: string;
        cancelled: string;
        lapsed: string;
      };
    };
    signUp: {
      title: string;
      lead: string;
      can: string;
      go: string;
      none: string;
      noneRest: string;
      picked: (values: { most: Text }) => string;
      answers: string;
      outcome: {
        confirmed: string;
        requested: string;
        refused: string;
      };
      changed: string;
      shifts: string;
      seePeople: string;
      some: (values: { ok: Text; not: Text }) => string;
    };
    today: {
      title: (values: { day: Text }) => string;
      proxy: (values: { name: Text }) => string;
      columns: {
        who: string;
        where: string;
        when: string;
        pay: string;
        proxy: string;
        relation: string;
        consent: string;
        sign: string;
      };
      none: string;
      print: string;
      made: (values: { when: Text }) => string;
    };
    mine: {
      title: string;
      lead: string;
      stop: string;
      stopped: string;
      booked: string;
      stands: string;
      stepBack: string;
      steppedBack: (values: { count: Text }) => string;
      stays: (values: { title: Text; detail: Text }) => string;
      none: string;
      before: string;
      done: string;
      doneLead: string;
      doneNone: string;
      olderActs: string;
      add: string;
      addLead: string;
      phone: string;
      phoneHelp: string;
      name: string;
      nameHelp: string;
      what: string;
      until: string;
      untilHelp: string;
      give: string;
      given: string;
      acts: {
        registered: string;
        imported: string;
        import_undone: string;
        changed: string;
        looked: string;
        id_met: string;
        claim_code: string;
        claimed: string;
        merged: string;
        unmerged: string;
        not_same: string;
        contact_shown: string;
        grant_recorded: string;
        grant_ended: string;
        booked: string;
        stepped_back: string;
        agreed: string;
        confirmed: string;
        attendance: string;
        crew_joined: string;
        crew_left: string;
      };
      as: {
        self: string;
        desk: string;
        organiser: string;
        broker: string;
        family: string;
        leader: string;
        employer: string;
        system: string;
      };
    };
    desk: {
      title: string;
      lead: string;
      which: {
        doubtful: (values: { count: Text }) => string;
        live: string;
        ended: string;
        all: string;
      };
      none: string;
      doubts: {
        own_record: string;
        same_witness: string;
      };
      look: string;
      remark: string;
      remarkHelp: string;
      looked: (values: { office: Text; when: Text; remark: Text }) => string;
      stop: string;
      stopped: string;
      booked: string;
      record: string;
      recordLead: string;
      phone: string;
      name: string;
      relation: string;
      how: string;
      witnessName: string;
      code: string;
      sendCode: string;
      codeSent: (values: { phone: Text }) => string;
      save: string;
      saved: string;
      paper: string;
      paperHelp: string;
      paperSend: string;
      paperKept: string;
      brokers: string;
      brokersLead: string;
      brokersNone: string;
      brokerPhone: string;
      brokerRegion: string;
      brokerAdd: string;
      brokerRemove: string;
      brokerAdded: string;
      brokerRemoved: string;
      personHelp: string;
      person: string;
    };
  };
  report: {
    title: string;
    about: (values: { number: Text }) => string;
    lead: string;
    leadNobody: string;
    what: string;
    kinds: {
      deposit: string;
      fake: string;
      unpaid: string;
      discrimination: string;
      vice: string;
      other: string;
    };
    text: string;
    textHelp: string;
    phone: string;
    phoneHelp: string;
    send: string;
    sent: string;
    sentRest: string;
    sentRestNobody: string;
    urgent: string;
    back: string;
    feed: string;
    pick: string;
    desk: {
      nav: string;
      navCount: (values: { open: number }) => string;
      title: string;
      states: {
        open: string;
        handled: string;
      };
      none: {
        open: string;
        handled: string;
      };
      noneBody: string;
      order: string;
      people: (values: { people: Text }) => string;
      whoAreThey: {
        coming: (values: { count: Text }) => string;
        signedIn: (values: { count: Text }) => string;
        nobody: (values: { count: Text }) => string;
      };
      times: (values: { people: Text }) => string;
      sameWords: (values: { people: Text }) => string;
      moreSaid: (values: { more: Text }) => string;
      by: {
        comes: string;
        signed_in: string;
        nobody: string;
        of_many: string;
      };
      more: string;
      noText: string;
      open: string;
      employer: string;
      outcome: string;
      outcomeHelp: string;
      outcomeHelpNobody: string;
      handle: string;
      done: string;
      doneTold: string;
      handled: (values: { office: Text; when: Text }) => string;
      private: string;
    };
  };
  'sign-in': {
    title: string;
    lead: string;
    over: string;
    phone: string;
    phoneHelp: string;
    send: string;
    sent: (values: { masked: Text }) => string;
    code: string;
    codeHelp: (values: { minutes: Text }) => string;
    enter: string;
    other: string;
    again: string;
    againAfter: (values: { seconds: Text }) => string;
    tooEarly: (values: { seconds: Text }) => string;
    working: string;
    notSent: string;
    whose: {
      lead: string;
      name: string;
      nameHelp: string;
      mine: string;
      not: string;
      fresh: string;
      freshHelp: string;
      lost: string;
    };
    demo: {
      title: string;
      lead: string;
    };
  };
  station: {
    phone: string;
    desk: string;
  };
  ticket: {
    number: string;
    marks: (values: { taken: Text; unit: Text; open: Text }) => string;
    missingWord: string;
    people: string;
    turns: string;
    dayWord: string;
    shiftWord: string;
    eachMissing: (values: { word: Text }) => string;
    someMissing: (values: { count: Text; word: Text }) => string;
    marksEach: (values: { word: Text; taken: Text; open: Text }) => string;
    role: (values: { name: Text; count: Text }) => string;
    roleAny: (values: { name: Text }) => string;
    openUnknown: string;
    full: string;
    begun: string;
    closed: string;
    expired: string;
    included: {
      meals: string;
      lodging: string;
      transport: string;
      tools: string;
    };
    household: string;
    checks: {
      business_licence: string;
      identity_card: string;
      hr_licence: string;
      approval_document: string;
      site_visit: string;
      authorisation: string;
    };
    checked: (values: { what: Text }) => string;
    checksShort: {
      business_licence: string;
      hr_licence: string;
      authorisation: string;
    };
    notChecked: string;
    otherTrade: string;
    forwarded: {
      from: (values: { source: Text }) => string;
      call: string;
      unchecked: string;
    };
  };
  units: {
    payUnknown: string;
    range: (values: { from: Text; to: Text }) => string;
    today: string;
    tomorrow: string;
    dayAfter: string;
    yesterday: string;
    weekdays: readonly [string, string, string, string, string, string, string];
    nextWeekday: (values: { weekday: Text }) => string;
    monthDay: (values: { month: Text; day: Text }) => string;
    yearMonthDay: (values: { year: Text; month: Text; day: Text }) => string;
    nextDay: (values: { time: Text }) => string;
    spoken: {
      night: (values: { day: Text; at: Text; rest: Text }) => string;
      early: (values: { day: Text; at: Text; rest: Text }) => string;
      todayEarly: (values: { at: Text; rest: Text }) => string;
      todayEvening: (values: { at: Text; rest: Text }) => string;
      tomorrowEarly: (values: { at: Text; rest: Text }) => string;
      tomorrowEvening: (values: { at: Text; rest: Text }) => string;
      morning: (values: { day: Text; at: Text; rest: Text }) => string;
      noon: (values: { day: Text; at: Text; rest: Text }) => string;
      afternoon: (values: { day: Text; at: Text; rest: Text }) => string;
      evening: (values: { day: Text; at: Text; rest: Text }) => string;
      half: string;
      minutes: (values: { minute: Text }) => string;
    };
    daysTo: (values: { from: Text; to: Text; count: Text }) => string;
    shifts: (values: { count: Text; first: Text }) => string;
    noTimes: string;
    metres: (values: { m: Text }) => string;
    kilometres: (values: { km: Text }) => string;
    straight: (values: { distance: Text }) => string;
    altitude: (values: { about: Choice; m: Text }) => string;
    ageFrom: (values: { age: Text }) => string;
    ageTo: (values: { age: Text }) => string;
    ageRange: (values: { from: Text; to: Text }) => string;
    list: string;
    clauses: string;
    colon: string;
    semicolon: string;
    quoted: (values: { text: Text }) => string;
    counted: (values: { what: Text; count: Text }) => string;
  };
  work: {
    hazards: {
      height: string;
      confined: string;
      electric: string;
      blasting: string;
      chemical: string;
      cold_water: string;
      traffic: string;
      machines: string;
      animals: string;
      heat: string;
      dust: string;
    };
    list: string;
    bars: {
      trade: (values: { trade: Text }) => string;
      hazard: (values: { hazard: Text }) => string;
      load: (values: { kg: Text }) => string;
      altitude: (values: { about: Choice; metres: number }) => string;
      said: (values: { bars: Text }) => string;
      byLaw: (values: { said: Text }) => string;
      none: string;
    };
    ages: {
      from: (values: { age: Text }) => string;
      to: (values: { age: Text }) => string;
      between: (values: { from: Text; to: Text }) => string;
    };
  };
};
