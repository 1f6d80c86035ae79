// biome-ignore-all format: made by `npm run words` from zh-CN, which says what there is; never edited.

/** Put in as it is. */
type Text = string | number;
/** Chooses among forms by its name. */
type Choice = string | boolean | null;

export type Words = {
  alerts: {
    asks: {
      join: string;
      everything: string;
      tradesJoin: string;
      tradesMore: (values: { names: Text; count: Text }) => string;
      hours: (values: { from: Text; to: Text }) => string;
      hoursNextDay: (values: { from: Text; to: Text }) => string;
      dayPay: (values: { yuan: Text }) => string;
      payFrom: (values: { by: Text; yuan: Text }) => string;
      paidBy: {
        hour: string;
        day: string;
        piece: string;
        whole: string;
        month: string;
      };
      or: string;
      settlement: {
        same_day: string;
        within_days: string;
        weekly: string;
        monthly: string;
        on_completion: string;
      };
      needsJoin: string;
      included: {
        meals: string;
        lodging: string;
        transport: string;
        tools: string;
      };
      within: (values: { km: Text }) => string;
      search: (values: { query: Text }) => string;
    };
    notices: {
      several: (values: { count: Text }) => string;
      what: (values: { pay: Text; what: Text }) => string;
      join: string;
      payUnknown: string;
      fromDay: (values: { day: Text }) => string;
      noDays: string;
      askSender: string;
      people: (values: { count: Text }) => string;
      bodyJoin: string;
    };
    wrong: {
      trade: string;
      dayOver: string;
    };
    problems: {
      'alert.not_found': {
        title: string;
        detail: string;
      };
      'alert.too_many': {
        title: string;
        detail: (values: { alerts: Text }) => string;
      };
    };
  };
  bookings: {
    notices: {
      confirmed: {
        title: (values: { start: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text; where: Text; tools: Text; forOther: Choice }) => string;
      };
      declined: {
        title: (values: { work: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      cancelled: {
        title: (values: { start: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      lapsed: {
        title: (values: { work: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      tomorrow: {
        title: (values: { start: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text; where: Text; tools: Text }) => string;
      };
      part: {
        cancelled: {
          title: (values: { days: Text; work: Text }) => string;
          body: (values: { number: Text; days: Text; comes: Choice }) => string;
        };
        lapsed: {
          title: (values: { days: Text; work: Text }) => string;
          body: (values: { number: Text; days: Text }) => string;
        };
        left: {
          title: (values: { days: Text; title: Text }) => string;
          body: (values: { number: Text; comes: Choice; lacks: Text }) => string;
        };
      };
      barred: {
        cancelled: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { times: Text; number: Text }) => string;
        };
        left: {
          title: (values: { title: Text }) => string;
          body: (values: { number: Text; lacks: Text }) => string;
        };
      };
      takenDown: {
        whole: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { times: Text; number: Text; why: Text }) => string;
        };
        part: {
          title: (values: { days: Text; work: Text }) => string;
          body: (values: { number: Text; why: Text }) => string;
        };
      };
      changed: {
        waits: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { number: Text }) => string;
        };
        changed: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { changes: Text; number: Text; clash: Text; next: Text }) => string;
        };
        clash: (values: { place: Text; title: Text }) => string;
        inReview: string;
        open: string;
      };
      unanswered: {
        holder: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { changes: Text; number: Text }) => string;
        };
        inReview: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { number: Text }) => string;
        };
        employer: {
          title: (values: { start: Text; title: Text }) => string;
          body: (values: { number: Text }) => string;
        };
      };
      asked: {
        title: (values: { title: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
        several: (values: { count: Text }) => string;
      };
      taken: {
        title: (values: { start: Text; title: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
        several: (values: { count: Text }) => string;
      };
      left: {
        title: (values: { start: Text; title: Text }) => string;
        body: (values: { times: Text; number: Text; lacks: Text }) => string;
      };
      renamed: {
        title: (values: { start: Text; title: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      clash: {
        title: (values: { start: Text; title: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      undated: string;
      daysJoin: string;
      phone: {
        crew: {
          confirmed: {
            title: (values: { people: Text; start: Text; work: Text }) => string;
            body: (values: { times: Text; number: Text }) => string;
          };
          withdrawn: {
            title: (values: { people: Text; start: Text; work: Text }) => string;
            body: (values: { times: Text; number: Text }) => string;
          };
        };
        confirmed: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { times: Text; number: Text }) => string;
        };
        withdrawn: {
          title: (values: { start: Text; work: Text }) => string;
          body: (values: { times: Text; number: Text }) => string;
        };
      };
    };
    takenDown: {
      said: (values: { calls: Text }) => string;
      saidBy: (values: { article: Text; calls: Text }) => string;
      calls: (values: { station: Text }) => string;
    };
    over: {
      cancelled: string;
      declined: string;
      lapsed: string;
    };
    overForTitle: string;
    overFor: {
      cancelled: (values: { name: Text }) => string;
      declined: (values: { name: Text }) => string;
      lapsed: (values: { name: Text }) => string;
      withdrawn: (values: { name: Text }) => string;
    };
    agree: {
      whomAsked: string;
      clash: (values: { title: Text; when: Text }) => string;
      inReview: string;
      tooLate: string;
    };
    agreeFor: {
      clash: (values: { name: Text; title: Text; when: Text }) => string;
      inReview: (values: { name: Text }) => string;
      tooLate: (values: { name: Text }) => string;
    };
    stepInForOwn: string;
    decide: {
      inReview: string;
      closed: string;
    };
    noSuchVersion: string;
    barredByAge: (values: { title: Text }) => string;
    problems: {
      'booking.of_crew': {
        title: string;
        detail: string;
      };
      'booking.not_found': {
        title: string;
        detail: string;
      };
      'booking.refused': {
        title: string;
        detail: string;
      };
      'booking.wrong_state': {
        title: string;
        detail: string;
      };
      'booking.attended': {
        title: string;
        detail: string;
      };
      'booking.given_back': {
        title: string;
        detail: string;
      };
      'booking.changed_meanwhile': {
        title: string;
        detail: string;
      };
      'booking.not_agreed': {
        title: string;
        detail: string;
      };
    };
  };
  caps: {
    what: {
      employers: (values: { n: Text }) => string;
      drafts: (values: { n: Text }) => string;
      drafts_held: (values: { n: Text }) => string;
      draft_kib: (values: { n: Text }) => string;
      sent_in: (values: { n: Text }) => string;
      in_review: (values: { n: Text }) => string;
      saves: (values: { n: Text }) => string;
      changes: (values: { n: Text }) => string;
      takes: (values: { n: Text }) => string;
      takes_of_employer: (values: { n: Text }) => string;
      step_backs: (values: { n: Text }) => string;
      bookings: (values: { n: Text }) => string;
      contacts: (values: { n: Text }) => string;
      contacts_worked: (values: { n: Text }) => string;
      people_called: (values: { n: Text }) => string;
      alerts: (values: { n: Text }) => string;
      reports: (values: { n: Text }) => string;
      registrations: (values: { n: Text }) => string;
      id_numbers: (values: { n: Text }) => string;
      claim_codes: (values: { n: Text }) => string;
      imports: (values: { n: Text }) => string;
      files: (values: { n: Text }) => string;
      rolls: (values: { n: Text }) => string;
      push_changes: (values: { n: Text }) => string;
      number_codes: (values: { n: Text }) => string;
      consent_codes: (values: { n: Text }) => string;
      renames: (values: { n: Text }) => string;
      own_grants: (values: { n: Text }) => string;
      grants: (values: { n: Text }) => string;
      proxy_takes: (values: { n: Text }) => string;
      keys: (values: { n: Text }) => string;
      sessions: (values: { n: Text }) => string;
    };
    held: string;
    detail: (values: { what: Text; call: Text }) => string;
    daily: (values: { what: Text; call: Text }) => string;
    call: (values: { phone: Text }) => string;
    callLocal: string;
    problems: {
      'cap.reached': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
    };
  };
  closing: {
    blocked: {
      said: (values: { parts: Text }) => string;
      title: (values: { title: Text }) => string;
      titleJoin: string;
      partJoin: string;
      working: (values: { titles: Text }) => string;
      open_gigs: (values: { titles: Text }) => string;
      people_coming: (values: { titles: Text }) => string;
    };
    atWork: (values: { titles: Text }) => string;
    nameMismatch: {
      title: string;
      detail: string;
    };
    problems: {
      'people.at_work': {
        title: string;
        detail: string;
      };
      'account.phone_mismatch': {
        title: string;
        detail: string;
      };
      'account.still_needed': {
        title: string;
        detail: string;
      };
    };
  };
  contacts: {
    problems: {
      'contact.no_reason': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
      'contact.no_name': {
        title: string;
        detail: string;
      };
      'contact.none': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
    };
  };
  crews: {
    notOfIt: string;
    otherWork: (values: { name: Text }) => string;
    tooFew: (values: { n: Text }) => string;
    tooManyForPlaces: (values: { day: Text; open: Text; role: Text; people: Text }) => string;
    crewTooMany: (values: { day: Text; open: Text; role: Text; people: Text }) => string;
    tooFewOn: (values: { day: Text; people: Text; n: Text }) => string;
    notWhole: (values: { n: Text }) => string;
    otherCrew: string;
    bookedAlready: string;
    askAgain: string;
    wouldBeShort: (values: { n: Text }) => string;
    notYours: (values: { why: Choice; name: Text }) => string;
    tooManyCrews: (values: { n: Text }) => string;
    full: (values: { n: Text }) => string;
    notices: {
      short: {
        title: (values: { short: Text; start: Text; title: Text }) => string;
        body: (values: { number: Text; atLeast: Text; more: number }) => string;
      };
      shortLeader: {
        title: (values: { short: Text; start: Text; work: Text }) => string;
        body: (values: { number: Text; atLeast: Text; more: number }) => string;
      };
      came: {
        title: (values: { crew: Text; people: Text; days: number; start: Text; title: Text }) => string;
        body: (values: { number: Text; lacks: Text }) => string;
      };
      asked: {
        title: (values: { crew: Text; people: Text; days: number; title: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      replaced: {
        title: (values: { crew: Text; people: Text; days: number; start: Text; title: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      left: {
        title: (values: { crew: Text; people: Text; days: number; start: Text; title: Text }) => string;
        body: (values: { number: Text; lacks: Text }) => string;
      };
      taken: {
        title: (values: { crew: Text; people: Text; days: number; start: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text; where: Text; tools: Text }) => string;
      };
      declined: {
        title: (values: { crew: Text; people: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      givenUp: {
        title: (values: { crew: Text; people: Text; days: number; start: Text; work: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      yourPeople: {
        title: (values: { people: Text; what: Choice; start: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      takenOff: {
        title: (values: { start: Text; work: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      takenOffDays: {
        title: (values: { days: Text; work: Text }) => string;
        body: (values: { number: Text; days: Text }) => string;
      };
      steppedBackDays: {
        title: (values: { days: Text; work: Text }) => string;
        body: (values: { number: Text; days: Text }) => string;
      };
      steppedBack: {
        title: (values: { start: Text; work: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      canCome: {
        title: (values: { people: Text; start: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
      placesFree: {
        title: (values: { people: Text; start: Text; work: Text }) => string;
        body: (values: { times: Text; number: Text }) => string;
      };
    };
    problems: {
      'crew.not_found': {
        title: string;
        detail: string;
      };
      'crew.cannot': {
        title: string;
        detail: string;
      };
      'crew.not_accepted': {
        title: string;
        detail: string;
      };
      'crew.wrong_state': {
        title: string;
        detail: string;
      };
      'crew.too_late': {
        title: string;
        detail: string;
      };
    };
  };
  employers: {
    notices: {
      contactChanged: {
        title: (values: { employer: Text }) => string;
        body: (values: { station: Text }) => string;
      };
      suspended: {
        title: (values: { employer: Text }) => string;
        body: (values: { reason: Text; lasts: Text; station: Text }) => string;
        until: (values: { day: Text }) => string;
        open: string;
      };
      lifted: {
        title: (values: { employer: Text }) => string;
        body: string;
      };
    };
    suspended: {
      until: (values: { office: Text; day: Text; reason: Text }) => string;
      open: (values: { office: Text; reason: Text }) => string;
    };
    codeFirst: string;
    creditCodeWrong: string;
    lastDayOver: string;
    problems: {
      'employer.not_found': {
        title: string;
        detail: string;
      };
      'employer.exists': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
      'employer.suspended': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
      'employer.not_suspended': {
        title: string;
        detail: string;
      };
    };
  };
  events: {
    problems: {
      'events.window_passed': {
        title: string;
        detail: string;
      };
    };
  };
  feed: {
    nearNeedsPlace: string;
  };
  files: {
    noKind: string;
    refused: {
      form: string;
      file: string;
      kind: string;
      pixels: string;
      broken: string;
    };
    problems: {
      'file.not_found': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
      'file.link_ended': {
        title: string;
        detail: string;
      };
      'file.unreadable': {
        title: string;
        detail: string;
      };
      'file.busy': {
        title: string;
        detail: string;
      };
      'file.own_busy': {
        title: string;
        detail: string;
      };
      'file.infected': {
        title: string;
        detail: string;
      };
      'file.not_scanned': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
    };
  };
  general: {
    station: {
      call: (values: { phone: Text }) => string;
      local: string;
    };
    problems: {
      'request.invalid': {
        title: string;
        detail: string;
      };
      'request.malformed': {
        title: string;
        detail: string;
      };
      'request.too_large': {
        title: string;
        detail: string;
      };
      'request.unsupported_type': {
        title: string;
        detail: string;
      };
      'request.origin': {
        title: string;
        detail: string;
      };
      'request.rate_limited': {
        title: string;
        detail: string;
      };
      'request.idempotency_key_reused': {
        title: string;
        detail: string;
      };
      'request.idempotency_running': {
        title: string;
        detail: string;
      };
      'request.not_found': {
        title: string;
        detail: string;
      };
      'request.timeout': {
        title: string;
        detail: string;
      };
      'request.broken_off': {
        title: string;
        detail: string;
      };
      'live.websocket_only': {
        title: string;
        detail: string;
      };
      'server.error': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
      'server.unavailable': {
        title: string;
        detail: string;
      };
    };
  };
  gigs: {
    itsEmployers: string;
    notices: {
      published: {
        title: (values: { title: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      returned: {
        title: (values: { title: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      refused: {
        title: (values: { title: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      takenDown: {
        title: (values: { title: Text }) => string;
        body: (values: { number: Text }) => string;
      };
      full: {
        title: (values: { start: Text; title: Text }) => string;
        body: (values: { number: Text }) => string;
      };
    };
    told: {
      start: (values: { when: Text }) => string;
      times: (values: { span: Text }) => string;
      number: (values: { number: Text }) => string;
      where: (values: { place: Text }) => string;
      tools: string;
      lacks: (values: { open: Text }) => string;
    };
    notNow: {
      over: string;
      allBegun: string;
      closedByTime: string;
      expired: string;
      recruitingOver: string;
    };
    changeBlocked: string;
    kept: {
      needsTime: string;
      begun: string;
      notIntoPast: string;
      headcount: (values: { count: Text }) => string;
      notRemoved: string;
      notTogether: string;
    };
    problems: {
      'gig.not_found': {
        title: string;
        detail: string;
      };
      'gig.in_review': {
        title: string;
        detail: string;
      };
      'gig.gone': {
        title: string;
        detail: string;
      };
      'gig.changed_meanwhile': {
        title: string;
        detail: string;
      };
      'gig.wrong_state': {
        title: string;
        detail: string;
      };
      'gig.blocked': {
        title: string;
        detail: string;
      };
      'gig.terms_changed': {
        title: string;
        detail: string;
      };
    };
  };
  identity: {
    devices: {
      systems: {
        Android: {
          mobile: string;
          tablet: string;
          desktop: string;
        };
        HarmonyOS: {
          mobile: string;
          tablet: string;
          desktop: string;
        };
        iOS: {
          mobile: string;
          tablet: string;
          desktop: string;
        };
        Windows: {
          mobile: string;
          tablet: string;
          desktop: string;
        };
        macOS: {
          mobile: string;
          tablet: string;
          desktop: string;
        };
        Linux: {
          mobile: string;
          tablet: string;
          desktop: string;
        };
      };
      browsers: {
        WeChat: string;
        'QQ Browser': string;
        'UC Browser': string;
        'MIUI Browser': string;
        'Huawei Browser': string;
        'Samsung Internet for Android': string;
        'Android Browser': string;
        Chrome: string;
        Chromium: string;
        'Microsoft Edge': string;
        Firefox: string;
        Safari: string;
        Opera: string;
      };
      unknown: string;
    };
    codes: {
      usedUp: (values: { since: Text; call: Text }) => string;
      challenge: (values: { again: Choice; since: Text; call: Text }) => string;
      hadEnough: (values: { since: Text; call: Text }) => string;
      notSentYet: {
        title: string;
        body: (values: { seconds: Text }) => string;
      };
      justSent: {
        title: string;
        body: (values: { seconds: Text }) => string;
      };
      call: (values: { phone: Text }) => string;
      callThen: (values: { phone: Text }) => string;
    };
    atDesk: string;
    texts: {
      signIn: (values: { code: Text }) => string;
      leave: (values: { code: Text }) => string;
      take: (values: { code: Text }) => string;
      consent: (values: { code: Text }) => string;
    };
    birthDateWrong: string;
    languageUnknown: (values: { there: Text }) => string;
    languagesJoin: string;
    nameTriedUp: string;
    problems: {
      'auth.required': {
        title: string;
        detail: string;
      };
      'auth.forbidden': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
      'auth.phone_invalid': {
        title: string;
        detail: string;
      };
      'auth.code_wrong': {
        title: string;
        detail: string;
      };
      'auth.code_expired': {
        title: string;
        detail: string;
      };
      'auth.code_old': {
        title: string;
        detail: string;
      };
      'auth.too_many_codes': {
        title: string;
        detail: string;
      };
      'auth.too_many_attempts': {
        title: string;
        detail: string;
      };
      'auth.whose_number': {
        title: string;
        detail: string;
      };
      'auth.name_wrong': {
        title: string;
        detail: string;
      };
      'identity.challenge': {
        title: string;
        detail: string;
      };
      'auth.consent_required': {
        title: string;
        detail: string;
      };
      'auth.consent_outdated': {
        title: string;
        detail: string;
      };
      'auth.demo_only': {
        title: string;
        detail: string;
      };
      'session.not_found': {
        title: string;
        detail: string;
      };
      'person.not_found': {
        title: string;
        detail: string;
      };
    };
  };
  imports: {
    notices: {
      returned: {
        title: (values: { title: Text }) => string;
        body: (values: { number: Text }) => string;
      };
    };
    refused: {
      empty: string;
      oldWorkbook: string;
      locked: string;
      binaryWorkbook: string;
      numbers: string;
      document: string;
      slides: string;
      otherOpen: string;
      packed: string;
      pdf: string;
      picture: string;
      mail: string;
      json: string;
      otherMarkup: string;
      noTable: string;
      oneColumn: string;
      quotes: string;
      encoding: string;
      other: string;
    };
    unreadable: {
      tooManyRows: (values: { most: Text }) => string;
      tooManyColumns: (values: { most: Text }) => string;
      tooLarge: string;
      damaged: string;
      tooMuchText: string;
      longLine: string;
      noRows: string;
      time: string;
      memory: string;
      answer: string;
    };
    brokeOff: string;
    noFile: string;
    noSource: string;
    leftOut: {
      fileName: (values: { name: Text }) => string;
      outcomes: {
        error: string;
        duplicate: string;
        changed: string;
        stopped: string;
        hidden: string;
      };
      notRead: {
        reading: string;
        unread: string;
      };
    };
    takenElsewhere: string;
    stays: {
      draft: (values: { number: Text }) => string;
      in_review: (values: { number: Text }) => string;
      returned: (values: { number: Text }) => string;
      refused: (values: { number: Text }) => string;
      takenDown: (values: { number: Text }) => string;
      published: (values: { number: Text }) => string;
      closed: (values: { number: Text }) => string;
      withdrawn: (values: { number: Text }) => string;
    };
    staysHandled: string;
    problems: {
      'import.not_found': {
        title: string;
        detail: string;
      };
      'import.unreadable': {
        title: string;
        detail: string;
      };
      'import.changed_meanwhile': {
        title: string;
        detail: string;
      };
      'import.own_busy': {
        title: string;
        detail: string;
      };
      'import.busy': {
        title: string;
        detail: string;
      };
      'import.too_many': {
        title: string;
        detail: string;
      };
      'import.wrong_state': {
        title: string;
        detail: string;
      };
    };
  };
  notices: {
    forProxy: (values: { title: Text }) => string;
    forProxies: (values: { people: Text; title: Text }) => string;
    notices: {
      ending: {
        title: string;
        body: (values: { day: Text }) => string;
      };
    };
    several: {
      mixed: (values: { count: Text }) => string;
      first: (values: { titles: Text }) => string;
      more: (values: { titles: Text }) => string;
      join: string;
    };
    text: {
      message: (values: { title: Text; body: Text }) => string;
      last: (values: { title: Text; body: Text }) => string;
    };
    pushUnreachable: string;
  };
  number: {
    text: (values: { ending: Text; station: Text }) => string;
    notices: {
      changed: {
        title: string;
        body: (values: { station: Text }) => string;
      };
      released: {
        title: string;
        body: (values: { station: Text }) => string;
      };
    };
    same: string;
    problems: {
      'account.confirm_first': {
        title: string;
        detail: string;
      };
      'account.phone_taken': {
        title: string;
        detail: string;
      };
    };
  };
  people: {
    labels: {
      village: (values: { name: Text; village: Text }) => string;
      ordinal: (values: { name: Text; village: Text; ordinal: Text }) => string;
    };
    idNumber: {
      old: string;
      length: string;
      figures: string;
      region: string;
      date: string;
      check: string;
    };
    inTheWay: {
      accounts: string;
      own: string;
      otherPerson: string;
      claimedSince: string;
      idNumbers: string;
      sameGig: (values: { title: Text }) => string;
      overlap: (values: { title: Text }) => string;
    };
    notHome: string;
    birthDateWrong: string;
    notAsIdNumber: string;
    phoneWrong: string;
    claimFlood: string;
    problems: {
      'people.id_number': {
        title: string;
        detail: string;
      };
      'people.known': {
        title: string;
        detail: string;
      };
      'people.in_the_way': {
        title: string;
        detail: string;
      };
      'people.with_merges': {
        title: string;
        detail: string;
      };
      'people.has_phone': {
        title: string;
        detail: string;
      };
      'people.has_account': {
        title: string;
        detail: string;
      };
      'people.claim_wrong': {
        title: string;
        detail: string;
      };
      'people.changed_meanwhile': {
        title: string;
        detail: string;
      };
    };
  };
  proxies: {
    refused: {
      oneself: string;
      no_organiser: string;
      no_broker: string;
      consent: string;
      by_code: string;
      proxys_number: string;
      number_fresh: string;
      no_village: string;
      no_phone: string;
    };
    ofEmployer: string;
    staysEnded: (values: { name: Text }) => string;
    ofCounty: string;
    fromPast: string;
    untilPast: string;
    untilFar: (values: { days: Text }) => string;
    notices: {
      scopesOf: {
        person: {
          look: string;
          book: string;
          step_back: string;
          confirm: string;
          attendance: string;
        };
        proxy: {
          look: string;
          book: string;
          step_back: string;
          confirm: string;
          attendance: string;
        };
      };
      relations: {
        organiser: string;
        broker: string;
        family: string;
      };
      join: string;
      byDesk: (values: { office: Text }) => string;
      byPerson: string;
      given: {
        person: {
          title: (values: { relation: Text }) => string;
          body: (values: { scopes: Text; until: Text; by: Text; station: Text }) => string;
        };
        proxy: {
          title: string;
          body: (values: { relation: Text; scopes: Text; until: Text; by: Text; station: Text }) => string;
        };
      };
      replaced: {
        person: {
          title: (values: { relation: Text }) => string;
          body: (values: { scopes: Text; until: Text; by: Text; station: Text }) => string;
        };
        proxy: {
          title: string;
          body: (values: { relation: Text; scopes: Text; until: Text; by: Text; station: Text }) => string;
        };
      };
      why: {
        person: {
          person: string;
          proxy: string;
          desk: string;
          role: string;
          closed: string;
          moved: string;
        };
        proxy: {
          person: string;
          proxy: string;
          desk: string;
          role: string;
          closed: string;
          moved: string;
        };
      };
      endedPerson: {
        title: (values: { relation: Text }) => string;
        body: (values: { why: Text; station: Text }) => string;
      };
      endedProxy: {
        title: string;
        body: (values: { why: Text; scopes: Text; station: Text }) => string;
      };
      endedSeveral: {
        title: (values: { people: Text }) => string;
        body: (values: { why: Text; station: Text }) => string;
      };
      endsSoon: {
        title: (values: { until: Text }) => string;
        body: (values: { station: Text }) => string;
      };
      endsSoonSeveral: {
        title: (values: { people: Text; until: Text }) => string;
        body: (values: { station: Text }) => string;
      };
    };
    problems: {
      'grant.not_found': {
        title: string;
        detail: string;
      };
      'grant.refused': {
        title: string;
        detail: (values: { station: Text }) => string;
      };
    };
  };
  regions: {
    chooseAgain: string;
    problems: {
      'region.not_found': {
        title: string;
        detail: string;
      };
    };
  };
  reports: {
    notices: {
      handled: {
        title: (values: { number: Text }) => string;
        body: (values: { office: Text; outcome: Text }) => string;
      };
    };
    phoneInOutcome: string;
    problems: {
      'report.not_found': {
        title: string;
        detail: string;
      };
      'report.handled': {
        title: string;
        detail: string;
      };
    };
  };
  review: {
    own: string;
    household: string;
    by: {
      decided: (values: { office: Text }) => string;
      othersDecision: (values: { office: Text }) => string;
      taken: (values: { office: Text }) => string;
    };
    unread: (values: { count: Text }) => string;
    notPassable: {
      blocked: string;
      over: string;
    };
    problems: {
      'review.taken': {
        title: string;
        detail: string;
      };
      'review.decided': {
        title: string;
        detail: string;
      };
      'review.too_late': {
        title: string;
        detail: string;
      };
      'review.unread_flags': {
        title: string;
        detail: string;
      };
    };
  };
  rolls: {
    noFile: string;
    noNames: string;
    sex: {
      female: string;
      male: string;
    };
    values: {
      none: string;
      away: string;
      near: string;
      year: (values: { year: Text }) => string;
    };
    fields: {
      name: string;
      nameBo: string;
      sex: string;
      birthDate: string;
      birthYear: string;
      idLastFour: string;
      skills: string;
      phone: string;
      callees: string;
      worksAway: string;
      regionId: string;
    };
    outcomes: {
      new: string;
      same: string;
      changed: string;
      doubtful: string;
      left_out: string;
      registered: string;
      updated: string;
      undone: string;
      kept: string;
    };
    reasons: {
      noName: string;
      noPlace: string;
      notYours: string;
      twice: (values: { about: Text }) => string;
      elsewhere: (values: { about: Text }) => string;
      otherBirth: string;
      noBirth: string;
      otherName: string;
      several: string;
      changedMeanwhile: string;
      knownMeanwhile: string;
      acted: (values: { about: Text }) => string;
      changedSince: (values: { about: Text }) => string;
    };
    marks: {
      nameBoUnread: string;
      idLostDigits: string;
      idMayBeRounded: string;
      idOfSeveral: string;
      idOld: string;
      idLength: string;
      idFigures: string;
      idRegion: string;
      idDate: string;
      idCheck: string;
      birthNotAsId: string;
      sexNotAsId: string;
      birthUnread: string;
      ageNotAsBirth: string;
      underAge: string;
      sexUnread: string;
      phoneUnread: string;
      phoneLostDigits: string;
      phonesMore: string;
      phoneOfMany: string;
      calleeUnread: string;
      worksAwayUnread: string;
      cut: string;
      placeUnknown: string;
      placeTwice: string;
      hiddenRow: string;
    };
    leftOut: {
      fileName: (values: { name: Text }) => string;
      columns: {
        line: string;
        outcome: string;
        why: string;
        name: string;
        nameBo: string;
        sex: string;
        born: string;
        id: string;
        home: string;
        phone: string;
        skills: string;
        remarks: string;
      };
    };
    problems: {
      'roll.not_found': {
        title: string;
        detail: string;
      };
      'roll.wrong_state': {
        title: string;
        detail: string;
      };
    };
  };
};
