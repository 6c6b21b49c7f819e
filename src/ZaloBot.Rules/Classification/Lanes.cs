using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// Numbers that a processor handles at once: sixteen where it can, eight elsewhere. What is written over them does the same to each number whatever their
/// count, so that the results are the same on every machine.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    /// <summary>The same number in each.</summary>
    static abstract TSelf Of(float value);

    static abstract TSelf Load(ref float first, int at);

    /// <summary>Bytes as numbers.</summary>
    static abstract TSelf LoadBytes(ref sbyte first, int at);

    /// <summary>Numbers kept in two bytes (<see cref="ShortFloats"/>).</summary>
    static abstract TSelf LoadShort(ref ushort first, int at);

    /// <summary>Product of two plus a third, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf added);

    static abstract TSelf Multiply(TSelf left, TSelf right);

    static abstract TSelf Higher(TSelf left, TSelf right);

    static abstract TSelf Lower(TSelf left, TSelf right);

    static abstract TSelf Round(TSelf value);

    /// <summary>Two to the power of whole numbers from -126 to 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf power);

    /// <summary>The first so many; the others nothing.</summary>
    TSelf First(int count);

    /// <summary>Adds these to a sum of eight, the first eight before the others.</summary>
    Vector256<float> AddTo(Vector256<float> sum);

    void Store(ref float first, int at);
}

/// <inheritdoc />
internal readonly struct EightLanes(Vector256<float> value) : ILanes<EightLanes>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    public static EightLanes Of(float value) => new(Vector256.Create(value));

    public static EightLanes Load(ref float first, int at) => new(Vector256.LoadUnsafe(ref first, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes LoadBytes(ref sbyte first, int at)
    {
        var packed = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<long>(ref Unsafe.As<sbyte, byte>(ref Unsafe.Add(ref first, at)))).AsSByte();
        return new(Vector256.ConvertToSingle(Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(packed)
            : Vector256.WidenLower(Vector256.WidenLower(packed.ToVector256Unsafe()))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes LoadShort(ref ushort first, int at)
    {
        var packed = Vector128.LoadUnsafe(ref first, (nuint)at);
        var wide = Avx2.IsSupported ? Avx2.ConvertToVector256Int32(packed).AsUInt32() : Vector256.Create(Vector128.WidenLower(packed), Vector128.WidenUpper(packed));
        return new((wide << ShortFloats.Shift).AsSingle());
    }

    public static EightLanes MultiplyAdd(EightLanes left, EightLanes right, EightLanes added) => new(Vector256.FusedMultiplyAdd(left._value, right._value, added._value));

    public static EightLanes Multiply(EightLanes left, EightLanes right) => new(left._value * right._value);

    public static EightLanes Higher(EightLanes left, EightLanes right) => new(Vector256.Max(left._value, right._value));

    public static EightLanes Lower(EightLanes left, EightLanes right) => new(Vector256.Min(left._value, right._value));

    public static EightLanes Round(EightLanes value) => new(Vector256.Round(value._value));

    public static EightLanes PowerOfTwo(EightLanes power) => new(((Vector256.ConvertToInt32(power._value) + Vector256.Create(127)) << 23).AsSingle());

    public EightLanes First(int count) => new(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle() & _value);

    public Vector256<float> AddTo(Vector256<float> sum) => sum + _value;

    public void Store(ref float first, int at) => _value.StoreUnsafe(ref first, (nuint)at);
}

/// <inheritdoc />
internal readonly struct SixteenLanes(Vector512<float> value) : ILanes<SixteenLanes>
{
    private readonly Vector512<float> _value = value;

    public static bool AreFast => Avx512F.IsSupported && Vector512.IsHardwareAccelerated;

    public static int Count => 16;

    public static SixteenLanes Of(float value) => new(Vector512.Create(value));

    public static SixteenLanes Load(ref float first, int at) => new(Vector512.LoadUnsafe(ref first, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenLanes LoadBytes(ref sbyte first, int at) =>
        new(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref first, (nuint)at))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenLanes LoadShort(ref ushort first, int at) =>
        new((Avx512F.ConvertToVector512UInt32(Vector256.LoadUnsafe(ref first, (nuint)at)) << ShortFloats.Shift).AsSingle());

    public static SixteenLanes MultiplyAdd(SixteenLanes left, SixteenLanes right, SixteenLanes added) => new(Vector512.FusedMultiplyAdd(left._value, right._value, added._value));

    public static SixteenLanes Multiply(SixteenLanes left, SixteenLanes right) => new(left._value * right._value);

    public static SixteenLanes Higher(SixteenLanes left, SixteenLanes right) => new(Vector512.Max(left._value, right._value));

    public static SixteenLanes Lower(SixteenLanes left, SixteenLanes right) => new(Vector512.Min(left._value, right._value));

    public static SixteenLanes Round(SixteenLanes value) => new(Vector512.Round(value._value));

    public static SixteenLanes PowerOfTwo(SixteenLanes power) => new(((Vector512.ConvertToInt32(power._value) + Vector512.Create(127)) << 23).AsSingle());

    public SixteenLanes First(int count) => new(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle() & _value);

    public Vector256<float> AddTo(Vector256<float> sum) => (sum + _value.GetLower()) + _value.GetUpper();

    public void Store(ref float first, int at) => _value.StoreUnsafe(ref first, (nuint)at);
}
