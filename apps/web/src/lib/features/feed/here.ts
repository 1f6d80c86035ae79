/**
 * Where the device is, as the list's filter takes it: to a kilometre, enough to sort by, and the address can be sent
 * to somebody. Throws where it can't tell or may not. Loaded when it is asked for.
 */
export const here = (): Promise<string> =>
  new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(`${coords.longitude.toFixed(2)},${coords.latitude.toFixed(2)}`),
      reject,
      { timeout: 10_000, maximumAge: 600_000 },
    );
  });
