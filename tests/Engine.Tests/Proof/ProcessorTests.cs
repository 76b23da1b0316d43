using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// <c>./test</c> runs what depends on vector code with instruction sets turned off. These hold that they are off: a variable under a name that the
/// runtime does not know would change nothing, and say nothing.
/// </summary>
public class ProcessorTests
{
    [Fact]
    public void AnInstructionSetThatIsTurnedOffIsNotUsed()
    {
        Assert.False(IsOff("AVX512") && (Avx512F.IsSupported || Vector512.IsHardwareAccelerated), "AVX-512 is used");
        Assert.False(IsOff("AVX2") && (Avx2.IsSupported || Vector256.IsHardwareAccelerated), "AVX2 is used");
        Assert.False(IsOff("HWIntrinsic") && (Avx2.IsSupported || Vector256.IsHardwareAccelerated || Lzcnt.IsSupported), "newer instructions than those of every processor are used");
    }

    static bool IsOff(string set) => Environment.GetEnvironmentVariable($"DOTNET_Enable{set}") == "0";
}
