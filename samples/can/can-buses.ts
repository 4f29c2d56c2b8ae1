/** Channel 1: 500 kbit/s, a car with OBD-II and UDS. Channel 2: 250 kbit/s, J1939. Channel 3: CAN FD. */
export const canBuses = { car: 1, truck: 2, fd: 3 } as const;
