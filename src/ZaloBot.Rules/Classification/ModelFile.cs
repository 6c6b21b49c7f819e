using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// The model's file: little-endian "ZBM5", sizes, calibration, fingerprints; of the network and the linear classifiers the row scales (half precision) and
/// rows (a byte a weight), then the small layers (half precision). It is not packed, so that the rows can be used where they lie; one packed with Brotli, as it
/// was kept before, is read too.
/// </summary>
internal static class ModelFile
{
    private const uint Magic = 0x354D425A;

    public static void Write(Stream stream, Model model, Calibration calibration)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        var shape = model.Network.Shape;
        writer.Write(Magic);
        writer.Write(shape.Rows);
        writer.Write(shape.Width);
        writer.Write(shape.Hidden);
        Write(writer, calibration.First);
        Write(writer, calibration.Second);
        writer.Write(model.Table.Bytes);
        WriteHalves(writer, model.Network.Scales);
        writer.Write(model.Network.RowBytes);
        WriteHalves(writer, model.Linear.Scales);
        writer.Write(model.Linear.RowBytes);
        WriteHalves(writer, model.Linear.FormWeights);
        WriteHalves(writer, model.Linear.Biases);
        var layers = model.Network.Layers;
        WriteHalves(writer, layers.Sides);
        WriteHalves(writer, layers.Places);
        WriteHalves(writer, layers.Look);
        WriteHalves(writer, layers.LookBias);
        WriteHead(writer, layers.First);
        WriteHead(writer, layers.Second);
    }

    /// <summary>Reads a model from a stream that can be read twice.</summary>
    /// <exception cref="InvalidDataException">The file is no model of this version, or not all of it.</exception>
    public static (Model Model, Calibration Calibration) Read(Stream stream) =>
        Read(stream, (source, count) => new(MemoryMarshal.Cast<byte, sbyte>(ReadBytes(source, count))));

    /// <summary>Reads the model that comes with this assembly, leaving the rows where they lie.</summary>
    /// <exception cref="InvalidDataException">The resource is no model of this version, or not all of it.</exception>
    public static (Model Model, Calibration Calibration) ReadResource(UnmanagedMemoryStream resource) =>
        Read(resource, (source, count) => source == resource ? WeightTable.Mapped(resource, count) : new(MemoryMarshal.Cast<byte, sbyte>(ReadBytes(source, count))));

    private static (Model Model, Calibration Calibration) Read(Stream stream, Func<Stream, int, WeightTable> rows)
    {
        try
        {
            var start = stream.Position;
            if (HasMagic(stream))
            {
                return ReadWhole(stream, rows);
            }

            stream.Position = start;
            using var packed = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return HasMagic(packed) ? ReadWhole(packed, rows) : throw new InvalidDataException("Not a classifier model of this version.");
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException("The classifier model ends too early.", cut);
        }
        catch (InvalidOperationException broken)
        {
            throw new InvalidDataException("The classifier model is neither plain nor packed.", broken);
        }
    }

    private static bool HasMagic(Stream stream) => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(stream, sizeof(uint))) == Magic;

    private static (Model Model, Calibration Calibration) ReadWhole(Stream stream, Func<Stream, int, WeightTable> readRows)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var shape = new NetworkShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        Check(shape.Rows is >= FeatureTable.Places and <= 1 << 24 && int.IsPow2(shape.Rows));
        Check(shape is { Width: > 0 and <= 1024, Hidden: > 0 and <= 1024 } && shape.Width % 32 == 0 && shape.Hidden % 8 == 0);
        Check((long)shape.Rows * shape.Width <= Array.MaxLength);
        var calibration = new Calibration(ReadWeights(reader), ReadWeights(reader));
        var fingerprints = new ushort[shape.Rows];
        stream.ReadExactly(MemoryMarshal.AsBytes(fingerprints.AsSpan()));
        var scales = ReadHalves(stream, shape.Rows);
        var rows = readRows(stream, shape.Rows * shape.Width);
        var linear = new LinearModel(
            ReadHalves(stream, shape.Rows),
            readRows(stream, shape.Rows * LinearModel.RowWidth),
            ReadHalves(stream, MessageFeatures.FormCount * CategoryNames.Count),
            ReadHalves(stream, CategoryNames.Count));
        var layers = new NetworkLayers(
            ReadHalves(stream, 3 * shape.Width),
            ReadHalves(stream, MessageFeatures.MaxTokens * shape.Width),
            ReadHalves(stream, 3 * shape.Width * shape.Width),
            ReadHalves(stream, 3 * shape.Width),
            ReadHead(stream, shape.Hidden, shape.FirstInput),
            ReadHead(stream, shape.Hidden, shape.SecondInput));
        return (new(new(fingerprints), new(shape, scales, rows, layers), linear), calibration);
    }

    // The sums over these weights trust in their lengths.
    private static void Check(bool isPossible)
    {
        if (!isPossible)
        {
            throw new InvalidDataException("The classifier model has impossible sizes.");
        }
    }

    private static void Write(BinaryWriter writer, Calibration.Weights weights)
    {
        writer.Write(weights.Network);
        writer.Write(weights.Linear);
        writer.Write(weights.Second);
        writer.Write(weights.Offset);
    }

    private static Calibration.Weights ReadWeights(BinaryReader reader) =>
        new(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());

    private static void WriteHead(BinaryWriter writer, HeadLayers layers)
    {
        WriteHalves(writer, layers.Hidden);
        WriteHalves(writer, layers.HiddenBias);
        WriteHalves(writer, layers.Output);
        WriteHalves(writer, layers.OutputBias);
    }

    private static HeadLayers ReadHead(Stream stream, int hidden, int input) => new(
        ReadHalves(stream, hidden * input),
        ReadHalves(stream, hidden),
        ReadHalves(stream, CategoryNames.Count * hidden),
        ReadHalves(stream, CategoryNames.Count));

    private static byte[] ReadBytes(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void WriteHalves(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            writer.Write((Half)value);
        }
    }

    private static float[] ReadHalves(Stream stream, int count)
    {
        var halves = MemoryMarshal.Cast<byte, Half>(ReadBytes(stream, count * sizeof(ushort)));
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)halves[i];
        }

        return values;
    }
}
