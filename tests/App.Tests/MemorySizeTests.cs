using Nameward.App.Verbs;
using Nameward.Engine;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Amounts of memory as people write them.</summary>
public class MemorySizeTests
{
    [Theory]
    [InlineData("512M", 512L << 20)]
    [InlineData("512m", 512L << 20)]
    [InlineData("600MiB", 600L << 20)]
    [InlineData("600mib", 600L << 20)]
    [InlineData("600MB", 600L << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("2GiB", 2L << 30)]
    [InlineData("1T", 1L << 40)]
    [InlineData("64T", 64L << 40)]
    [InlineData("524288K", 512L << 20)]
    [InlineData("536870912", 512L << 20)]
    [InlineData("536870912B", 512L << 20)]
    [InlineData("00512M", 512L << 20)]
    public void AnAmountIsUnderstood(string text, long bytes) => Assert.Equal(bytes, MemorySize.Read("--memory", text));

    [Theory]
    [InlineData("", "not an amount")]
    [InlineData("M", "not an amount")]
    [InlineData(" 512M", "not an amount")]
    [InlineData("512 M", "not an amount")]
    [InlineData("512M ", "not an amount")]
    [InlineData("512X", "not an amount")]
    [InlineData("512MiBytes", "not an amount")]
    [InlineData("+512M", "not an amount")]
    [InlineData("-512M", "not an amount")]
    [InlineData("5,000M", "not an amount")]
    [InlineData("1.5G", "not an amount")]
    [InlineData("1e3M", "not an amount")]
    [InlineData("\u0665\u0661\u0662M", "not an amount")]
    [InlineData("0", "less than")]
    [InlineData("0T", "less than")]
    [InlineData("536870911", "less than")]
    [InlineData("524287K", "less than")]
    [InlineData("65T", "more than")]
    [InlineData("9223372036854775807", "more than")]
    [InlineData("9223372036854775808", "more than")]
    [InlineData("18446744073709551616G", "more than")]
    [InlineData("99999999999999999999999999999999999999999T", "more than")]
    public void WhatIsNoAmountOrCannotBeKeptToIsAMistake(string text, string said)
    {
        var mistake = Assert.Single(Assert.Throws<UserError>(() => MemorySize.Read("--memory", text)).Mistakes);
        Assert.StartsWith($"--memory {text}: {said}", mistake.What, StringComparison.Ordinal);
        Assert.Contains("--memory ", mistake.Do, StringComparison.Ordinal);
    }
}
