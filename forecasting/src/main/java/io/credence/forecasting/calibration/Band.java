package io.credence.forecasting.calibration;

/** What lies between these, ends included, may be chance. */
public record Band(double low, double high) {

    /** Whether a value lies in it. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
