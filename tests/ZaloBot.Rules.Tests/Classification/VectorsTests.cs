using Shouldly;
using Xunit;
using ZaloBot.Rules.Classification;
using ZaloBot.Rules.Training;

namespace ZaloBot.Rules.Tests.Classification;

/// <summary>The sums that are done many at a time are those done one by one.</summary>
public sealed class VectorsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    public void A_product_of_rows_is_the_product_of_each(int rows)
    {
        const int Width = 16, Outputs = 48;
        var random = new FixedRandom(7);
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Spread(1))];
        float[] x = Some(rows * Width), matrix = Some(Outputs * Width), bias = Some(Outputs);
        var y = new float[rows * Outputs];
        Vectors.Product(x, Width, Vectors.Turned(matrix, Outputs), bias, y);
        for (var row = 0; row < rows; row++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                y[(row * Outputs) + output].ShouldBe(bias[output] + Vectors.Dot(x.AsSpan(row * Width, Width), matrix.AsSpan(output * Width, Width)), 1e-4f);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    public void Shares_are_exponentials(int count)
    {
        var random = new FixedRandom(11);
        var scores = Enumerable.Range(0, 16).Select(_ => random.Spread(20)).ToArray();
        var shares = scores.ToArray();
        var sum = Softmax.ExpAll(shares, count, 0.25f);
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i].ShouldBe(i < count ? (float)Math.Exp(scores[i] * 0.25) : 0, 1e-4f);
        }

        sum.ShouldBe(shares.Sum(), 1e-4f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(16)]
    public void What_a_word_takes_is_what_the_others_give_by_their_shares(int count)
    {
        const int Part = 16, Padded = 16, Stride = 40, Width = 24;
        var random = new FixedRandom(13);
        float[] Some(int length) => [.. Enumerable.Range(0, length).Select(_ => random.Spread(1))];
        float[] asks = Some(Softmax.Together * Stride), keys = Some(Part * Padded), gives = Some(Padded * Stride), taken = Some(Softmax.Together * Width);
        var before = taken.ToArray();

        Softmax.Attend(taken, Width, asks, Part, keys, gives, Stride, count, new float[Softmax.Together * Padded]);

        for (var word = 0; word < Softmax.Together; word++)
        {
            var powers = Enumerable.Range(0, count)
                .Select(other => Math.Exp(Enumerable.Range(0, Part).Sum(i => asks[(word * Stride) + i] * keys[(i * Padded) + other]) / Math.Sqrt(Part)))
                .ToArray();
            for (var i = 0; i < Width; i++)
            {
                var wanted = before[(word * Width) + i] + (i < Part ? Enumerable.Range(0, count).Sum(other => powers[other] / powers.Sum() * gives[(other * Stride) + i]) : 0);
                taken[(word * Width) + i].ShouldBe((float)wanted, 1e-5f);
            }
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public void Eight_at_once_take_the_very_same_as_sixteen(int asked)
    {
        const int Padded = 32, Stride = 96, Count = 27;
        var random = new FixedRandom(19);
        float[] Some(int length, float spread) => [.. Enumerable.Range(0, length).Select(_ => random.Spread(spread))];

        // Spread far enough for some scores to be cut off.
        float[] asks = Some(Softmax.Together * Stride, 6), keys = Some(asked * Padded, 6), gives = Some(Padded * Stride, 1), taken = Some(Softmax.Together * asked, 1);
        float[] byEight = [.. taken], bySixteen = [.. taken];

        Softmax.Attend<EightLanes>(byEight, asked, asks, asked, keys, gives, Stride, Count, new float[Softmax.Together * Padded]);
        Softmax.Attend<SixteenLanes>(bySixteen, asked, asks, asked, keys, gives, Stride, Count, new float[Softmax.Together * Padded]);

        bySixteen.ShouldBe(byEight);
        bySixteen.ShouldAllBe(value => float.IsFinite(value));
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(-0.15625f, -0.15625f)]
    [InlineData(1.00390625f, 1f)]
    [InlineData(1.01171875f, 1.015625f)]
    [InlineData(3.14159274f, 3.140625f)]
    [InlineData(0f, 0f)]
    public void A_number_in_two_bytes_is_the_nearest_and_of_two_equally_near_the_even_one(float value, float kept) => Long(ShortFloats.Of(value)).ShouldBe(kept);

    [Fact]
    public void What_stands_side_by_side_is_spread_and_nothing_else_is_touched()
    {
        float[] spread = [9, 9, 9, 9, 9, 9, 9, 9];

        Vectors.Spread([1, 2, 3], spread.AsSpan(1), 3);

        spread.ShouldBe([9, 1, 9, 9, 2, 9, 9, 3]);
        Should.Throw<ArgumentOutOfRangeException>(() => Vectors.Spread([1, 2, 3], spread.AsSpan(2), 3));
    }

    private static float Long(ushort value) => BitConverter.UInt32BitsToSingle((uint)value << ShortFloats.Shift);

    // One after the other, each product rounded with its sum: a processor that does eight or sixteen at once must come to the very same numbers.
    [Theory]
    [InlineData(48, 5)]
    [InlineData(24, 7)]
    [InlineData(96, 4)]
    public void Every_number_is_summed_in_one_order_however_many_are_summed_at_once(int outputs, int rows)
    {
        const int Width = 32;
        var random = new FixedRandom(17);
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Spread(1))];
        float[] x = Some(rows * Width), columns = Some(Width * outputs), bias = Some(outputs), z = Some(rows * outputs), factors = Some(rows);
        var table = Enumerable.Range(0, rows * outputs).Select(i => (sbyte)((i * 37 % 255) - 127)).ToArray();
        var shorts = ShortFloats.Of(columns);
        float[] product = new float[rows * outputs], outer = [.. columns], added = [.. bias], scaled = [.. bias], ofRows = [.. bias];

        Vectors.Product(x, Width, columns, bias, product);
        Vectors.AddOuter(outer, x, Width, z, outputs);
        Vectors.AddProduct(added, shorts, x.AsSpan(0, Width));
        Vectors.AddScaled(scaled, 0.3f, shorts.AsSpan(0, outputs));
        Vectors.AddRows(ofRows, [.. Enumerable.Range(0, rows)], 0.7f, factors, table, outputs);

        float Sum(float from, int count, Func<int, float> left, Func<int, float> right) =>
            Enumerable.Range(0, count).Aggregate(from, (sum, i) => MathF.FusedMultiplyAdd(left(i), right(i), sum));
        for (var output = 0; output < outputs; output++)
        {
            for (var row = 0; row < rows; row++)
            {
                product[(row * outputs) + output].ShouldBe(Sum(bias[output], Width, i => x[(row * Width) + i], i => columns[(i * outputs) + output]));
            }

            for (var i = 0; i < Width; i++)
            {
                outer[(i * outputs) + output].ShouldBe(Sum(columns[(i * outputs) + output], rows, row => x[(row * Width) + i], row => z[(row * outputs) + output]));
            }

            added[output].ShouldBe(Sum(bias[output], Width, i => x[i], i => Long(shorts[(i * outputs) + output])));
            scaled[output].ShouldBe(MathF.FusedMultiplyAdd(0.3f, Long(shorts[output]), bias[output]));
            ofRows[output].ShouldBe(Sum(bias[output], rows, row => 0.7f * factors[row], row => table[(row * outputs) + output]));
        }
    }
}
