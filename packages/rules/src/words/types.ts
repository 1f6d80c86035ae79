// biome-ignore-all format: made by `npm run words` from zh-CN, which says what there is; never edited.

/** Put in as it is. */
type Text = string | number;
/** Chooses among forms by its name. */
type Choice = string | boolean | null;

export type Words = {
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
  offer: {
    labels: {
      pay: string;
      pay_text: string;
      settlement: string;
      method: string;
      trade: string;
      title: string;
      shift: string;
      role: string;
      hours: string;
      together: string;
      place: string;
      altitude: string;
      load: string;
      hazards: string;
      age: string;
      conditions: string;
      description: string;
      booking_mode: string;
      crews: string;
    };
    notSaid: string;
    notPassed: string;
    cut: (values: { text: Text }) => string;
    methods: {
      cash: string;
      bank: string;
      wechat: string;
      alipay: string;
    };
    shift: {
      gone: string;
      open: string;
      from: (values: { from: Text }) => string;
      range: (values: { from: Text; to: Text }) => string;
      otherDay: (values: { date: Text; time: Text }) => string;
    };
    crews: {
      no: string;
      one: string;
      whole: string;
      atLeast: (values: { n: Text }) => string;
    };
    role: {
      none: string;
      is: (values: { name: Text; pay: Text }) => string;
    };
    together: {
      all: string;
      some: string;
    };
    metres: (values: { m: Text }) => string;
    included: {
      meals: {
        yes: string;
        no: string;
      };
      lodging: {
        yes: string;
        no: string;
      };
      transport: {
        yes: string;
        no: string;
      };
      tools: {
        yes: string;
        no: string;
      };
      notSaid: (values: { what: Text }) => string;
    };
    load: {
      nothing: string;
      kg: (values: { kg: Text }) => string;
    };
    noHazards: string;
    anyAge: string;
    sexes: {
      any: string;
      male: string;
      female: string;
    };
    modes: {
      instant: string;
      choose: string;
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
  take: {
    refused: {
      not_public: string;
      ended: string;
      started: string;
      full: string;
      already_taken: string;
      under_16: string;
      age_unknown: string;
      age_unsure: string;
      no_counterpart: string;
      own_gig: string;
      proxy_is_employer: string;
      no_name: string;
      pick_shift: string;
      crew_only: string;
      same_time: string;
      overlaps: (values: { place: Text; title: Text; until: Text }) => string;
      under_18_forbidden: (values: { bars: Text }) => string;
      outside_age: (values: { ages: Text }) => string;
    };
    refusedOther: {
      not_public: string;
      ended: string;
      started: string;
      full: string;
      already_taken: (values: { name: Text }) => string;
      under_16: (values: { name: Text }) => string;
      age_unknown: (values: { name: Text }) => string;
      age_unsure: (values: { name: Text }) => string;
      no_counterpart: string;
      own_gig: (values: { name: Text }) => string;
      proxy_is_employer: (values: { name: Text }) => string;
      no_name: string;
      pick_shift: (values: { name: Text }) => string;
      crew_only: (values: { name: Text }) => string;
      same_time: (values: { name: Text }) => string;
      overlaps: (values: { name: Text; place: Text; title: Text; until: Text }) => string;
      under_18_forbidden: (values: { bars: Text; name: Text }) => string;
      outside_age: (values: { ages: Text; name: Text }) => string;
    };
    employer: {
      full: string;
      started: string;
      overlaps: string;
      under_16: string;
      under_18_forbidden: string;
      age_unsure: string;
      other: string;
    };
    kept: {
      all_begun: string;
      begun: string;
      together: string;
      not_held: string;
    };
    keptOther: {
      all_begun: string;
      begun: string;
      together: (values: { name: Text }) => string;
      not_held: (values: { name: Text }) => string;
    };
    someone: string;
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
