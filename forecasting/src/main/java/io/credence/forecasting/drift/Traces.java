package io.credence.forecasting.drift;

import java.nio.ByteBuffer;

/**
 * Where each bet's evidence began: Page's cumulative sums, the reflected random walks whose last start is the maximum likelihood estimate of a
 * change point (Page 1954; Lorden 1971). They name a fault and its start; they decide no alarm.
 *
 * @param page log evidence since the start, at least 0
 * @param since the start, in seconds since 1970
 * @param length how many outcomes since then
 * @param sum of the bet's statistic since then
 */
record Traces(float[] page, int[] since, int[] length, float[] sum) {

    private static final int BYTES_EACH = 2 * Float.BYTES + 2 * Integer.BYTES;
    private static final double SHRINKAGE = 10;

    static Traces empty(Panel panel) {
        int n = panel.size();
        return new Traces(new float[n], new int[n], new int[n], new float[n]);
    }

    static int bytes(Panel panel) {
        return panel.size() * BYTES_EACH;
    }

    /**
     * @param share of the log bets that counts: 1/h where h outcomes overlap
     * @param caps on Page's sums, which bound how long an ended fault is remembered
     */
    Traces next(double[] logBets, double[] statistics, double share, double[] caps, int at) {
        Traces next = new Traces(page.clone(), since.clone(), length.clone(), sum.clone());
        for (int i = 0; i < logBets.length; i++) {
            next.move(i, logBets[i] * share, statistics[i], caps[i], at);
        }
        return next;
    }

    private void move(int i, double logBet, double statistic, double cap, int at) {
        boolean starts = page[i] == 0;
        page[i] = (float) Math.clamp(page[i] + logBet, 0, cap);
        since[i] = starts ? at : since[i];
        length[i] = starts ? 1 : length[i] + 1;
        sum[i] = (float) (starts ? statistic : sum[i] + statistic);
    }

    boolean allUnder(double limit) {
        for (float each : page) {
            if (each >= limit) {
                return false;
            }
        }
        return true;
    }

    /** The mean of a bet's statistic since its start, with ten more outcomes as calibrated ones would be. */
    double shrunkMean(int i, double calibratedMean) {
        return (sum[i] + SHRINKAGE * calibratedMean) / (length[i] + SHRINKAGE);
    }

    void write(ByteBuffer out) {
        for (int i = 0; i < page.length; i++) {
            out.putFloat(page[i]).putInt(since[i]).putInt(length[i]).putFloat(sum[i]);
        }
    }

    static Traces read(Panel panel, ByteBuffer in) {
        Traces traces = empty(panel);
        for (int i = 0; i < panel.size(); i++) {
            traces.page[i] = in.getFloat();
            traces.since[i] = in.getInt();
            traces.length[i] = in.getInt();
            traces.sum[i] = in.getFloat();
        }
        return traces;
    }
}
