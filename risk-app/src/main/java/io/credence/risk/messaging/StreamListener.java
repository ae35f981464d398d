package io.credence.risk.messaging;

import io.credence.risk.application.OwnedPartition;
import io.credence.risk.port.Batch;
import java.util.List;

/** Hears of the loop's commits and of what it owns, on the loop's thread. */
interface StreamListener {

    void committed(Batch batch);

    void owned(List<OwnedPartition> partitions);
}
