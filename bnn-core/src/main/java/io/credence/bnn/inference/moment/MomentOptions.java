package io.credence.bnn.inference.moment;

/**
 * How a moment network is trained.
 *
 * @param epochs passes over the rows, at least 1
 * @param batch rows of a step, at least 1; more than there are means all
 * @param rate Adam's (Kingma and Ba 2015) at the start, above 0; it falls to 0 along half a cosine
 * @param share the weights' variance at the start, as a share of {@code 1 / fan-in}; above 0
 * @param klWeight of the divergence from the prior; 1 is the evidence lower bound, less trusts the data more
 */
public record MomentOptions(int epochs, int batch, double rate, double share, double klWeight) {

    public MomentOptions {
        if (epochs < 1 || batch < 1 || !(rate > 0) || !(share > 0) || !(klWeight >= 0)) {
            throw new IllegalArgumentException("epochs " + epochs + ", batch " + batch + ", rate " + rate + ", share "
                    + share + ", KL weight " + klWeight + "; all must be above 0, the KL weight at least 0");
        }
    }

    public static MomentOptions withDefaults() {
        return new MomentOptions(20, 256, 0.01, 0.01, 1);
    }

    public MomentOptions withEpochs(int number) {
        return new MomentOptions(number, batch, rate, share, klWeight);
    }

    public MomentOptions withBatch(int rows) {
        return new MomentOptions(epochs, rows, rate, share, klWeight);
    }

    public MomentOptions withRate(double start) {
        return new MomentOptions(epochs, batch, start, share, klWeight);
    }

    public MomentOptions withKlWeight(double weight) {
        return new MomentOptions(epochs, batch, rate, share, weight);
    }
}
