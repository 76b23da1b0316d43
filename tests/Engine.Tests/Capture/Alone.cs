using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Tests that measure the memory of the process or its time: they run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
