using System.IO.Compression;
using System.Runtime.InteropServices;

namespace ZaloBot.Rules.Classification;

/// <summary>
/// The model's file: Brotli over little-endian "ZBM2", sizes, calibration, fingerprints; of networks and linear classifiers the row scales (half
/// precision) and rows (a byte a weight), then the small layers (half precision).
/// </summary>
internal static class ModelFile
{
    private const uint Magic = 0x324D425A;

    public static void Write(Stream stream, Model model, Calibration calibration)
    {
        using var packed = new BrotliStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        using var writer = new BinaryWriter(packed);
        var shape = model.Network.Shape;
        writer.Write(Magic);
        writer.Write(shape.Rows);
        writer.Write(shape.Members);
        writer.Write(shape.Width);
        writer.Write(shape.Hidden);
        writer.Write(calibration.Network);
        writer.Write(calibration.Linear);
        writer.Write(calibration.Context);
        writer.Write(calibration.Offset);
        writer.Write(model.Table.Bytes);
        WriteHalves(writer, model.Network.Scales);
        writer.Write(model.Network.RowBytes);
        WriteHalves(writer, model.Linear.Scales);
        writer.Write(model.Linear.RowBytes);
        WriteHalves(writer, model.Linear.SignWeights);
        WriteHalves(writer, model.Linear.Biases);
        foreach (var member in model.Network.Members)
        {
            WriteHalves(writer, member.Hidden);
            WriteHalves(writer, member.HiddenBias);
            WriteHalves(writer, member.Output);
            WriteHalves(writer, member.OutputBias);
        }
    }

    /// <exception cref="InvalidDataException">The file is no model of this version.</exception>
    public static (Model Model, Calibration Calibration) Read(Stream stream)
    {
        using var packed = new BrotliStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new BinaryReader(packed);
        if (reader.ReadUInt32() != Magic)
        {
            throw new InvalidDataException("Not a classifier model of this version.");
        }

        var shape = new NetworkShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var calibration = new Calibration(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        var fingerprints = new ushort[shape.Rows];
        packed.ReadExactly(MemoryMarshal.AsBytes(fingerprints.AsSpan()));
        var scales = ReadHalves(reader, shape.Rows);
        var rows = ReadBytes(packed, shape.Rows * shape.RowWidth);
        var linear = new LinearModel(
            ReadHalves(reader, shape.Rows),
            ReadBytes(packed, shape.Rows * LinearModel.RowWidth),
            ReadHalves(reader, MessageFeatures.SignCount * CategoryNames.Count),
            ReadHalves(reader, CategoryNames.Count));
        var members = new Network.Layers[shape.Members];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new(
                ReadHalves(reader, shape.Hidden * shape.Input),
                ReadHalves(reader, shape.Hidden),
                ReadHalves(reader, CategoryNames.Count * shape.Hidden),
                ReadHalves(reader, CategoryNames.Count));
        }

        return (new(new(fingerprints), new(shape, scales, rows, members), linear), calibration);
    }

    private static sbyte[] ReadBytes(Stream stream, int count)
    {
        var bytes = new sbyte[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan()));
        return bytes;
    }

    private static void WriteHalves(BinaryWriter writer, ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            writer.Write((Half)value);
        }
    }

    private static float[] ReadHalves(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)reader.ReadHalf();
        }

        return values;
    }
}
