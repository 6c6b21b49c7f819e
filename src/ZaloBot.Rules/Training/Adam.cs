using System.Runtime.Intrinsics;

namespace ZaloBot.Rules.Training;

/// <summary>Weights with their gradient and the running moments of Adam with decoupled decay (Kingma and Ba 2014; Loshchilov and Hutter 2017).</summary>
internal sealed class Adam(int count)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;

    public float[] Values { get; } = new float[count];

    public float[] Gradient { get; } = new float[count];

    private readonly float[] _mean = new float[count];
    private readonly float[] _square = new float[count];

    /// <summary>Gives every weight a first value at random.</summary>
    public void Scatter(FixedRandom random, float deviation)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            Values[i] = random.Spread(deviation);
        }
    }

    /// <summary>The weights at the precision the model file keeps.</summary>
    public float[] Halved() => [.. Values.Select(value => (float)(Half)value)];

    /// <summary>What the second moment's cold start leaves of it after so many steps: one less the product of its decay.</summary>
    public static float Correction(int step)
    {
        var power = 1.0;
        for (var i = 0; i < step && power > 1e-6; i++)
        {
            power *= Beta2;
        }

        return (float)(1 - power);
    }

    /// <summary>Moves a stretch of the weights against its gradient and clears the gradient. Lengths are multiples of eight.</summary>
    public void Step(int start, int length, float rate, float correction, float decay)
    {
        ref var values = ref Values[start];
        ref var gradient = ref Gradient[start];
        ref var mean = ref _mean[start];
        ref var square = ref _square[start];
        var inverse = Vector256.Create(1f / correction);
        for (nuint i = 0; i < (nuint)length; i += 8)
        {
            var g = Vector256.LoadUnsafe(ref gradient, i);
            var m = (Vector256.LoadUnsafe(ref mean, i) * Beta1) + (g * (1 - Beta1));
            var s = (Vector256.LoadUnsafe(ref square, i) * Beta2) + (g * g * (1 - Beta2));
            var v = Vector256.LoadUnsafe(ref values, i);
            var step = (m / (Vector256.Sqrt(s * inverse) + Vector256.Create(1e-8f))) + (v * decay);
            m.StoreUnsafe(ref mean, i);
            s.StoreUnsafe(ref square, i);
            (v - (step * rate)).StoreUnsafe(ref values, i);
            Vector256<float>.Zero.StoreUnsafe(ref gradient, i);
        }
    }
}
