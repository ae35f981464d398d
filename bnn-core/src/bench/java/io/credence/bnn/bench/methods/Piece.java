package io.credence.bnn.bench.methods;

/**
 * A piece that another module measures for the table: a class with its name in {@code
 * META-INF/services/io.credence.bnn.bench.methods.Piece}.
 */
public interface Piece {

    /** Its row's number. */
    int row();

    String name();

    /** One word for the cells that have no meaning, as it is no posterior of a head. */
    String why();

    /** Measures. */
    Verdict check();
}
