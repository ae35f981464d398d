package io.credence.bnn.engine;

/**
 * What results depend on besides parameters and input.
 *
 * @param name of the engine, as {@code PyTorch}
 * @param version of the engine
 * @param device {@code cpu}, or the accelerator used for training
 * @param intraOpThreads threads per operation
 * @param cpuCapability the widest vector instructions the engine's kernels use here: {@code AVX512}, {@code AVX2} or
 *     {@code DEFAULT}
 */
public record EngineInfo(String name, String version, String device, int intraOpThreads, String cpuCapability) {}
