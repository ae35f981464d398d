package io.credence.risk.port;

import io.credence.risk.port.IncidentRow.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What people see of incidents, and do about them. */
public interface IncidentDesk {

    /** Newest first. */
    List<IncidentRow> incidents(Set<State> states, int limit);

    Optional<IncidentRow> incident(UUID id);

    /** What an incident was after each of its changes, as far as they were noted; oldest first, empty where there is none. */
    List<IncidentRow> changes(UUID id);

    /**
     * Notes who has taken an incident on, and why that is enough for now; told to all who are told of incidents. One that is acknowledged by the
     * same person for the same reason is left alone.
     *
     * @param id of the incident, or of one of its alerts
     * @return empty where there is none
     * @throws ResolvedException when it is resolved already
     */
    Optional<IncidentRow> acknowledge(UUID id, String by, String why);

    /** There is nothing left to acknowledge. */
    final class ResolvedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public ResolvedException(UUID id) {
            super("incident " + id + " is resolved; there is nothing left to acknowledge");
        }
    }
}
