package io.credence.bnn.explanation;

/** How slopes are given to inputs. */
@FunctionalInterface
public interface AttributionMethod {

    /**
     * Each input's slope at each point, {@code [rows][inputs]}.
     *
     * @param points {@code [rows][inputs]}, at least one
     */
    double[][] of(Explained output, double[][] points);

    /** The gradient at the point itself (Simonyan, Vedaldi and Zisserman 2014, "Deep Inside Convolutional Networks"). */
    static AttributionMethod inputGradient() {
        return Explained::gradients;
    }
}
