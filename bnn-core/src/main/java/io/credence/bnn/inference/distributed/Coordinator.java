package io.credence.bnn.inference.distributed;

import io.credence.bnn.posterior.FullGaussian;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Averages the natural parameters of trainers that see different rows, weighted by how many they see. Since natural parameters are
 * linear in the rows' log likelihoods, the average is what one trainer of all rows would answer: the posterior is the same, by
 * whatever parts and in whatever order they finish. What is sent is counted.
 */
public final class Coordinator implements AutoCloseable {

    private static final double LEAST_SHARE = 1e-6;

    private final List<Link> links = new ArrayList<>();
    private final int dimension;
    private final long rows;
    private long bytes;

    private Coordinator(List<Link> links, int dimension, long rows) {
        this.links.addAll(links);
        this.dimension = dimension;
        this.rows = rows;
        this.bytes = links.size() * (long) (2 * Integer.BYTES + Long.BYTES);
    }

    /**
     * What connects one trainer: a socket's streams, a child process' or a pipe's.
     *
     * @param answers from the trainer
     * @param questions to it
     */
    public record Connection(InputStream answers, OutputStream questions) {}

    /**
     * What a training came to.
     *
     * @param posterior after the rounds
     * @param bytes sent in both directions, over all trainers
     */
    public record Result(FullGaussian posterior, long bytes) {}

    /**
     * Greets all trainers.
     *
     * @throws IllegalArgumentException when there are none, or they disagree on the number of parameters
     */
    public static Coordinator of(List<Connection> trainers) throws IOException {
        if (trainers.isEmpty()) {
            throw new IllegalArgumentException("trainers are none; there must be at least one");
        }
        List<Link> links = new ArrayList<>();
        long rows = 0;
        for (Connection trainer : trainers) {
            Link link = Link.greet(trainer);
            links.add(link);
            rows += link.rows;
            if (link.dimension != links.getFirst().dimension) {
                throw new IllegalArgumentException("trainer " + (links.size() - 1) + " has " + link.dimension
                        + " parameters, the first " + links.getFirst().dimension
                        + ". Maybe they are of different networks?");
            }
        }
        for (Link link : links) {
            link.out.writeLong(rows);
            link.out.flush();
        }
        return new Coordinator(links, links.getFirst().dimension, rows);
    }

    /**
     * Some rounds, each a share of the way to the trainers' average.
     *
     * @param start such as the prior, narrowed to where the density is nearly quadratic
     * @param share above 0, at most 1; 1 is exact at once where the likelihood is Gaussian
     * @throws IllegalStateException when the average is no precision
     */
    public Result run(FullGaussian start, int rounds, double share) throws IOException {
        if (start.dimension() != dimension || rounds < 1 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("start has " + start.dimension() + " parameters, the trainers "
                    + dimension + "; rounds are " + rounds + ", allowed is at least 1; share is " + share
                    + ", allowed is above 0 to 1");
        }
        NaturalGaussian shared = NaturalGaussian.of(start);
        for (int round = 0; round < rounds; round++) {
            shared = moved(shared, round(shared), share);
        }
        return new Result(shared.gaussian(), bytes);
    }

    /** The share is halved until what comes of it is a precision: far from the posterior the average may be none. */
    private NaturalGaussian moved(NaturalGaussian shared, NaturalGaussian average, double share) {
        for (double tried = share; tried > LEAST_SHARE; tried /= 2) {
            NaturalGaussian moved =
                    NaturalGaussian.zero(dimension).plus(1 - tried, shared).plus(tried, average);
            if (moved.isProper()) {
                return moved;
            }
        }
        throw new IllegalStateException("the trainers' average is no precision, even by a share of " + LEAST_SHARE
                + ". Maybe start nearer to the posterior?");
    }

    /** All are asked before any is heard, so that they work side by side; the sum's order is theirs in the list. */
    private NaturalGaussian round(NaturalGaussian shared) throws IOException {
        for (Link link : links) {
            link.out.write(1);
            shared.write(link.out);
            link.out.flush();
        }
        NaturalGaussian average = NaturalGaussian.zero(dimension);
        for (Link link : links) {
            average = average.plus((double) link.rows / rows, NaturalGaussian.read(link.in, dimension));
        }
        bytes += links.size() * (1 + 2 * NaturalGaussian.bytes(dimension));
        return average;
    }

    /** Ends the trainers' service. */
    @Override
    public void close() throws IOException {
        for (Link link : links) {
            link.out.write(0);
            link.out.flush();
        }
    }

    private record Link(DataInputStream in, DataOutputStream out, int rows, int dimension) {

        static Link greet(Connection trainer) throws IOException {
            DataInputStream in = new DataInputStream(trainer.answers());
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(trainer.questions()));
            return new Link(in, out, in.readInt(), in.readInt());
        }
    }
}
