package io.credence.bnn.distribution;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A standard Student-t whose degrees of freedom are uncertain: {@code df = floor + softplus(raw)}, with a Gaussian raw parameter.
 * It is the mixture of t distributions over the Gaussian (nine quadrature nodes), tabled once, since many values share the same
 * few degrees of freedom. Symmetric around 0.
 */
public final class UncertainT {

    /** Values kept, of about 120 kB each; a millisecond or two makes one. */
    private static final int CACHED = 128;

    private static final int NODES = 9;

    private static final Map<Key, UncertainT> CACHE = new LinkedHashMap<>(CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, UncertainT> eldest) {
            return size() > CACHED;
        }
    };

    private final StudentT[] components;
    private final double[] weights;
    private final TailTable survival;
    private final TailTable upperMoment;
    private final double variance;
    private final TabledT[] corners;

    private UncertainT(Key key) {
        GaussHermite rule = GaussHermite.of(key.raw.sd() == 0 ? 1 : NODES);
        components = new StudentT[rule.size()];
        weights = new double[rule.size()];
        double sum = 0;
        for (int i = 0; i < components.length; i++) {
            components[i] = component(key, rule.node(i));
            weights[i] = rule.weight(i);
            sum += weights[i] * components[i].variance();
        }
        variance = sum;
        TailTables tables = new TailTables(components, weights);
        survival = tables.survival();
        upperMoment = tables.upperMoment();
        corners = corners(key);
    }

    /**
     * The mixture for this posterior, from a cache of the latest used.
     *
     * @param raw posterior of the raw degrees of freedom
     * @param floor of the degrees of freedom, at least 2
     */
    public static UncertainT of(Gaussian raw, double floor) {
        if (!(floor >= 2)) {
            throw new IllegalArgumentException(
                    "floor of the degrees of freedom is " + floor + "; it must be at least 2");
        }
        Key key = new Key(raw, floor);
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(key, UncertainT::new);
        }
    }

    /** The probability of more than z. */
    public double survival(double z) {
        return z >= 0 ? survival.value(z) : 1 - survival.value(-z);
    }

    /** The density, to about 1e-6 of itself in the far tail and 1e-12 near the centre. */
    public double density(double z) {
        double slope = survival.slope(Math.abs(z));
        return Double.isNaN(slope) ? exactDensity(z) : -slope;
    }

    /** The integral of t f(t) over t above z; the same for z and -z. */
    public double upperMoment(double z) {
        return upperMoment.value(Math.abs(z));
    }

    public double variance() {
        return variance;
    }

    /** The z above which lies p, to a few percent: a start for Newton's method. For p at most 1/2. */
    public double roughUpperQuantile(double p) {
        return survival.roughInverse(p);
    }

    /** The t at the centre (1) and at sqrt(3) standard deviations of the raw parameter below (0) and above (2) it. */
    public TabledT corner(int i) {
        return corners[i];
    }

    /** Degrees of freedom typical of it: those at the centre. */
    public double centralDf() {
        return corners[1].df();
    }

    private double exactDensity(double z) {
        double sum = 0;
        for (int i = 0; i < components.length; i++) {
            sum += weights[i] * components[i].density(z);
        }
        return sum;
    }

    private static TabledT[] corners(Key key) {
        double step = Math.sqrt(3);
        TabledT centre = new TabledT(component(key, 0));
        if (key.raw.sd() == 0) {
            return new TabledT[] {centre, centre, centre};
        }
        return new TabledT[] {new TabledT(component(key, -step)), centre, new TabledT(component(key, step))};
    }

    private static StudentT component(Key key, double node) {
        double raw = key.raw.mean() + node * key.raw.sd();
        double softplus = Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw)));
        return StudentT.of(key.floor + softplus);
    }

    private record Key(Gaussian raw, double floor) {}
}
