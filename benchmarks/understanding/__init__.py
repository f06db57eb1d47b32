"""Understanding measured: time and memory beside scikit-learn and rapidfuzz, scores, ablation."""
