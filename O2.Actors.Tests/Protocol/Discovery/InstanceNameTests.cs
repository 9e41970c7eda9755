using System.Text;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class InstanceNameTests
{
    private static readonly ProcessName Process = ProcessName.Parse("@00000000:0a4d0001:b3a3");

    [Fact]
    public void R3_6_Published_name_starts_with_the_ensemble_and_is_unique_from_the_first_moment()
    {
        Assert.Equal($"gold #{(0x0a4d0001L << 16) | 0xb3a3}", InstanceName.Create("gold", Process));

        HashSet<string> names = [];
        foreach (string process in new[] { "@00000000:0a4d0001:b3a3", "@00000000:0a4d0001:b3a4", "@00000000:0a4d0002:b3a3", "@00000000:7f000001:b3a3" })
        {
            string name = InstanceName.Create("gold", ProcessName.Parse(process));
            Assert.StartsWith("gold", name, StringComparison.Ordinal);
            Assert.True(names.Add(name));
        }
    }

    [Fact]
    public void R3_7_Published_name_never_exceeds_63_bytes_and_a_long_ensemble_stands_alone()
    {
        string longest = new('e', 63);
        Assert.Equal(longest, InstanceName.Create(longest, Process));

        ProcessName widest = new(0, uint.MaxValue, 65535);
        for (int length = 1; length <= 63; length++)
        {
            string ensemble = new('e', length);
            string name = InstanceName.Create(ensemble, widest);
            Assert.InRange(Encoding.UTF8.GetByteCount(name), length, InstanceName.MaxBytes);
            Assert.True(InstanceName.BelongsTo(name, ensemble));
        }

        Assert.Equal(new string('é', 24), InstanceName.Create(new string('é', 24), widest));
        Assert.Equal(new string('é', 23) + " #281474976710655", InstanceName.Create(new string('é', 23), widest));
    }

    [Theory]
    [InlineData("foo", true)]
    [InlineData("foo #2", true)]
    [InlineData("foo (3)", true)]
    [InlineData("foo #172666880", true)]
    [InlineData("foo #172666880 #2", true)]
    [InlineData("foo #172666880 (2)", true)]
    [InlineData("foobar", false)]
    [InlineData("foobar #2", false)]
    [InlineData("fo", false)]
    [InlineData("Foo", false)]
    [InlineData("foo #", false)]
    [InlineData("foo ()", false)]
    [InlineData("foo #x", false)]
    [InlineData("foo #2)", false)]
    [InlineData("foo #-2", false)]
    [InlineData("foo#2", false)]
    [InlineData("foo 2", false)]
    [InlineData(" #2", false)]
    [InlineData("", false)]
    public void R3_8_Suffixes_are_taken_off_and_the_rest_equals_the_ensemble(string instance, bool ours) =>
        Assert.Equal(ours, InstanceName.BelongsTo(instance, "foo"));

    [Fact]
    public void R3_8_Ensemble_that_itself_ends_like_a_suffix_is_found()
    {
        Assert.True(InstanceName.BelongsTo("band #2", "band #2"));
        Assert.True(InstanceName.BelongsTo("band #2 #3", "band #2"));
        Assert.True(InstanceName.BelongsTo(InstanceName.Create("band #2", Process), "band #2"));
        Assert.False(InstanceName.BelongsTo("band", "band #2"));
    }

    [Fact]
    public void D3_4_Ensemble_foo_does_not_take_a_record_of_ensemble_foobar()
    {
        Assert.False(InstanceName.BelongsTo("foobar", "foo"));
        Assert.False(InstanceName.BelongsTo(InstanceName.Create("foobar", Process), "foo"));
        Assert.False(InstanceName.BelongsTo(InstanceName.Create("foo", Process), "foobar"));
    }

    [Fact]
    public void Name_that_a_responder_cut_to_make_room_for_its_suffix_still_belongs()
    {
        string ensemble = new('e', 63);

        Assert.True(InstanceName.BelongsTo(new string('e', 60) + " #2", ensemble));
        Assert.True(InstanceName.BelongsTo(new string('e', 59) + " (2)", ensemble));
        Assert.False(InstanceName.BelongsTo(new string('e', 50) + " #2", ensemble));
        Assert.False(InstanceName.BelongsTo(new string('f', 60) + " #2", ensemble));
    }
}
