using System.Text;
using Nameward.Engine.Baselines;
using Xunit;
using static Nameward.Engine.Tests.Baselines.SiteDays;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>A baseline that is not as it was written is the user's mistake, whatever is wrong with it.</summary>
public sealed class StoredBaselineTests : IDisposable
{
    const string Flag = "--baseline";

    readonly string _path = Path.GetTempFileName();
    readonly byte[] _whole = StoredBaseline.Write(Learned(2));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void AWholeFileIsRead()
    {
        File.WriteAllBytes(_path, _whole);
        Assert.Equal(_whole, StoredBaseline.Write(StoredBaseline.Read(Flag, _path)));
    }

    [Fact]
    public void AFileThatIsCutOffAnywhereIsNotRead()
    {
        for (var length = 0; length < _whole.Length - 2; length += 97)
        {
            Assert.Contains("this is no whole baseline", MistakeIn(_whole.AsSpan(0, length)).What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AChangedByteIsReadOrIsAMistakeOfTheUser()
    {
        var random = new Random(20260318);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = (byte[])_whole.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
            File.WriteAllBytes(_path, bytes);
            try
            {
                Assert.InRange(StoredBaseline.Read(Flag, _path).Count, 0, 2);
            }
            catch (UserError error)
            {
                Assert.NotEmpty(error.Mistakes);
            }
        }
    }

    [Theory]
    [InlineData("nameward/baseline/1", "nameward/baseline/2", "a newer version of the program wrote this baseline")]
    [InlineData("nameward/baseline/1", "nameward/triage/1", "this is no whole baseline")]
    [InlineData("\"names\"", "\"queries\"", "this is no whole baseline")]
    [InlineData("\"workstation\"", "\"printer\"", "this is no whole baseline")]
    [InlineData("\"leftOut\":0", "\"leftOut\":-1", "this is no whole baseline")]
    [InlineData("\"zonesHalved\":0", "\"zonesHalved\":99", "this is no whole baseline")]
    [InlineData("\"days\":[", "\"days\":[7,", "this is no whole baseline")]
    [InlineData("\"day\":\"2024-10-04\"", "\"day\":\"2024-10-05\"", "this is no whole baseline")]
    [InlineData("\"client\":\"10.0.1.1\"", "\"client\":\"tenth\"", "this is no whole baseline")]
    public void WhatItDoesNotUnderstandIsSaid(string from, string to, string expected)
    {
        var text = Encoding.UTF8.GetString(_whole);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.Contains(expected, MistakeIn(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).What, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNotThereIsSaid() =>
        Assert.Contains("there is no such file", Assert.Throws<UserError>(() => StoredBaseline.Read(Flag, _path + ".none")).Message, StringComparison.Ordinal);

    Mistake MistakeIn(ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return Assert.Single(Assert.Throws<UserError>(() => StoredBaseline.Read(Flag, _path)).Mistakes);
    }
}
